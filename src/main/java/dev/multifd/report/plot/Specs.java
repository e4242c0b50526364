package dev.multifd.report.plot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.results.ResultJson;

/** Specifications as Vega-Lite's own JSON, with the few places filled in that charts differ in. */
final class Specs {
  private static final String COMMON =
      """
      {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"}
      }
      """;

  private Specs() {}

  /** What all charts have, and an own part. */
  static ObjectNode of(String own) {
    ObjectNode spec = parse(COMMON);
    spec.setAll(parse(own));
    return spec;
  }

  /** A part. */
  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) ResultJson.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a specification that is no JSON: " + json, e);
    }
  }

  /** The object at a place of a specification, such as {@code /encoding/x}. */
  static ObjectNode at(ObjectNode spec, String pointer) {
    JsonNode node = spec.at(pointer);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("no object at " + pointer + " of " + spec);
  }
}

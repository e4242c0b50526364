package dev.multifd.report.plot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.results.ResultJson;
import java.util.stream.IntStream;

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

  /** The page gives the colours, in the order of {@link Hues}. */
  private static final String COLOUR =
      """
      {
        "field": "hue", "type": "ordinal", "legend": null,
        "scale": {"domain": [], "range": "category"}
      }
      """;

  private static final String COLOUR_CHANNEL = "color";

  private Specs() {}

  /** What all charts have, and an own part, of which each empty colour is made that of the hue. */
  static ObjectNode of(String own) {
    ObjectNode spec = parse(COMMON);
    spec.setAll(withColours(parse(own)));
    return spec;
  }

  /** The same with each empty colour made that of the hue. */
  static ObjectNode withColours(ObjectNode part) {
    for (JsonNode parent : part.findParents(COLOUR_CHANNEL)) {
      if (parent.get(COLOUR_CHANNEL).isEmpty()) {
        ((ObjectNode) parent).set(COLOUR_CHANNEL, colour());
      }
    }
    return part;
  }

  private static ObjectNode colour() {
    ObjectNode colour = parse(COLOUR);
    IntStream.rangeClosed(0, Hues.REFERENCE).forEach(colour.withArray("/scale/domain")::add);
    return colour;
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

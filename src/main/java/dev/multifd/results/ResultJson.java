package dev.multifd.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Result files as JSON text. Nulls are written: unknown is something to know. Fields that a later
 * program added within the same schema version are skipped.
 */
public final class ResultJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ResultJson() {}

  /** The text of a run or of any JSON tree. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result cannot be written as JSON", e);
    }
  }

  /** Reads a result file's text back. */
  public static RunFile readRun(String text) throws JsonProcessingException {
    return MAPPER.readValue(text, RunFile.class);
  }

  /** Reads a result file's tree. */
  static RunFile readRun(JsonNode tree) throws JsonProcessingException {
    return MAPPER.treeToValue(tree, RunFile.class);
  }

  /** Reads JSON of somebody else, such as JMH's. */
  public static JsonNode readTree(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }
}

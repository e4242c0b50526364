package dev.multifd.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.util.ListStatistics;

/**
 * The plain JMH JSON that other viewers read. Every fork was a JMH run of its own, so a cell's
 * forks are joined into the one entry JMH would have written for all of them: raw data by fork, the
 * scores computed anew over all iterations as JMH does. Only counters differ: JMH adds up those of
 * type EVENTS, which would show a time of forty shots together, and here they are a mean shot's.
 */
final class JmhJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double CONFIDENCE = 0.999;
  private static final String RAW_DATA = "rawData";

  private JmhJson() {}

  /** One entry for each cell that measured. */
  static ArrayNode array(List<CellResult> cells) {
    ArrayNode entries = NODES.arrayNode();
    for (CellResult cell : cells) {
      JsonNode entry = merge(cell.jmh());
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The forks of one cell as one entry, or null when none measured. */
  static @Nullable JsonNode merge(List<@Nullable JsonNode> forks) {
    List<JsonNode> measured = new ArrayList<>();
    for (@Nullable JsonNode fork : forks) {
      if (fork != null && !fork.isNull()) {
        measured.add(fork);
      }
    }
    if (measured.isEmpty()) {
      return null;
    }
    ObjectNode entry = measured.getFirst().deepCopy();
    entry.put("forks", measured.size());
    if (entry.get("primaryMetric") instanceof ObjectNode primary) {
      mergeMetric(primary, measured.stream().map(fork -> fork.path("primaryMetric")).toList());
    }
    for (Map.Entry<String, JsonNode> secondary : entry.path("secondaryMetrics").properties()) {
      if (secondary.getValue() instanceof ObjectNode metric) {
        mergeMetric(
            metric,
            measured.stream()
                .map(fork -> fork.path("secondaryMetrics").path(secondary.getKey()))
                .toList());
      }
    }
    return entry;
  }

  private static void mergeMetric(ObjectNode metric, List<JsonNode> forks) {
    ArrayNode rawData = NODES.arrayNode();
    ListStatistics statistics = new ListStatistics();
    for (JsonNode fork : forks) {
      for (JsonNode iterations : fork.path(RAW_DATA)) {
        rawData.add(iterations.deepCopy());
        iterations.forEach(value -> statistics.addValue(number(value)));
      }
    }
    metric.set(RAW_DATA, rawData);
    metric.set("score", node(statistics.getMean()));
    metric.set("scoreError", node(statistics.getMeanErrorAt(CONFIDENCE)));
    ArrayNode interval = NODES.arrayNode();
    for (double bound : statistics.getConfidenceIntervalAt(CONFIDENCE)) {
      interval.add(node(bound));
    }
    metric.set("scoreConfidence", interval);
    if (metric.get("scorePercentiles") instanceof ObjectNode percentiles) {
      List<String> ranks = new ArrayList<>();
      percentiles.fieldNames().forEachRemaining(ranks::add);
      ranks.forEach(
          rank -> percentiles.set(rank, node(statistics.getPercentile(Double.parseDouble(rank)))));
    }
  }

  /** JMH writes what JSON has no number for as a string. */
  private static double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  private static JsonNode node(double value) {
    return Double.isFinite(value) ? NODES.numberNode(value) : NODES.textNode(word(value));
  }

  private static String word(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "+INF" : "-INF";
  }
}

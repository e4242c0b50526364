package dev.multifd.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A shot as one line of JSON.
 *
 * @param checks as they are
 * @param durations each histogram as {@link HistogramText}
 * @param series as they are
 */
record ShotLine(List<Check> checks, Map<String, String> durations, Map<String, Series> series) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The line, without its line feed. */
  static String of(Shot shot) {
    Map<String, String> texts = new LinkedHashMap<>();
    shot.durations().forEach((name, histogram) -> texts.put(name, HistogramText.encode(histogram)));
    try {
      return MAPPER.writeValueAsString(new ShotLine(shot.checks(), texts, shot.series()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a shot cannot be written as JSON", e);
    }
  }

  /**
   * The shot of a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Shot parse(String line) {
    try {
      ShotLine read = MAPPER.readValue(line, ShotLine.class);
      Map<String, Histogram> histograms = new LinkedHashMap<>();
      read.durations.forEach((name, text) -> histograms.put(name, HistogramText.decode(text)));
      return new Shot(read.checks, histograms, read.series);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no shot: '" + line + "'", e);
    }
  }
}

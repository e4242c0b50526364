package dev.multifd.evidence;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * One shot's evidence.
 *
 * @param checks what it had to fulfil, passed or not
 * @param durations histograms in nanoseconds by name, in the order they were given
 * @param series tables by name, in the order they were given
 */
public record Shot(
    List<Check> checks, Map<String, Histogram> durations, Map<String, Series> series) {

  /** One that has no tables. */
  public Shot(List<Check> checks, Map<String, Histogram> durations) {
    this(checks, durations, Map.of());
  }

  /** Keeps the order of all. */
  public Shot {
    checks = List.copyOf(checks);
    series = Collections.unmodifiableMap(new LinkedHashMap<>(series));
    durations = Collections.unmodifiableMap(new LinkedHashMap<>(durations));
  }
}

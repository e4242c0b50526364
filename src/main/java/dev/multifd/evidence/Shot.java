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
 */
public record Shot(List<Check> checks, Map<String, Histogram> durations) {

  /** Keeps the order of both. */
  public Shot {
    checks = List.copyOf(checks);
    durations = Collections.unmodifiableMap(new LinkedHashMap<>(durations));
  }
}

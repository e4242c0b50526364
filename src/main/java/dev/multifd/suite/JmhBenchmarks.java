package dev.multifd.suite;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * The benchmarks that this class path really has, held against the names and parameters of a cell.
 * JMH says nothing about a parameter it does not know and runs a cross of those it is not given:
 * either way the row would not be what its name says.
 */
final class JmhBenchmarks {
  private JmhBenchmarks() {}

  /** JMH's pattern for exactly this benchmark. */
  static String include(String method) {
    return "^" + Pattern.quote(method) + "$";
  }

  /** What is wrong with the names, or null. */
  static @Nullable String problem(String method, Map<String, String> params) {
    Set<BenchmarkListEntry> entries =
        BenchmarkList.defaultList()
            .find(new ForkOutput(null, null), List.of(include(method)), List.of());
    if (entries.isEmpty()) {
      return method + " is not in this jar: build it again with all its benchmarks";
    }
    Map<String, String[]> known = entries.iterator().next().getParams().orElse(Map.of());
    Set<String> unknown = new TreeSet<>(params.keySet());
    unknown.removeAll(known.keySet());
    if (!unknown.isEmpty()) {
      return method + " has no parameter " + String.join(", ", unknown);
    }
    for (Map.Entry<String, String[]> param : known.entrySet()) {
      if (!params.containsKey(param.getKey()) && param.getValue().length > 1) {
        return method + " crosses its parameter " + param.getKey() + ", which the cell leaves open";
      }
    }
    return null;
  }
}

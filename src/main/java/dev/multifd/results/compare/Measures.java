package dev.multifd.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes measures of their names. */
public final class Measures {
  /** Stands for {@link #KEY_NAMES}. */
  public static final String KEY = "key";

  private static final List<String> KEY_NAMES =
      List.of(
          ScoreMeasure.NAME,
          "downtimeMs",
          "transferredBytes",
          "sourceCpuMsPerGib",
          "destinationCpuMsPerGib",
          "sourceFaults",
          "destinationFaults");

  private Measures() {}

  /**
   * The score alone. Every measure more would be a table more, and with it one more chance of a
   * false alarm.
   */
  public static List<Measure> usual() {
    return List.of(new ScoreMeasure());
  }

  /**
   * The measures of those names, each once, in that order.
   *
   * @throws ComparisonException if no cell of any side has figures of that name
   */
  public static List<Measure> named(List<String> names, List<Side> sides) {
    Set<String> all = new LinkedHashSet<>();
    for (String name : names) {
      if (name.equals(KEY)) {
        KEY_NAMES.stream().filter(key -> isMeasured(measure(key), sides)).forEach(all::add);
      } else {
        all.add(checked(name, sides));
      }
    }
    return all.stream().map(Measures::measure).toList();
  }

  private static Measure measure(String name) {
    return switch (name) {
      case ScoreMeasure.NAME -> new ScoreMeasure();
      case CeilingMeasure.NAME -> new CeilingMeasure();
      default -> new CounterMeasure(name);
    };
  }

  private static boolean isMeasured(Measure measure, List<Side> sides) {
    return sides.stream()
        .flatMap(side -> side.cells().stream())
        .anyMatch(cell -> measure.of(cell) != null);
  }

  private static String checked(String name, List<Side> sides) {
    if (isMeasured(measure(name), sides)) {
      return name;
    }
    Set<String> counters = new TreeSet<>();
    for (Side side : sides) {
      side.cells().forEach(measured -> counters.addAll(measured.cell().counters().keySet()));
    }
    if (counters.contains(name)) {
      throw new ComparisonException(
          "--metric " + name + ": that is how large the task was, and no improvement either way");
    }
    counters.removeIf(counter -> !isMeasured(measure(counter), sides));
    List<String> choices = new ArrayList<>(List.of(KEY, ScoreMeasure.NAME, CeilingMeasure.NAME));
    choices.addAll(counters);
    throw new ComparisonException(
        "--metric " + name + ": no cell measured it; there are " + String.join(", ", choices));
  }
}

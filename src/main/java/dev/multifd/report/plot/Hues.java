package dev.multifd.report.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Colours by number: what they look like is the page's, in light and dark. The ways of migrating
 * have the same everywhere.
 */
public final class Hues {
  /** How many colours there are, without that of what others are held against. */
  public static final int COUNT = 10;

  /** How many of them belong to the ways of migrating. */
  private static final int WAYS = 4;

  /** Grey: what others are held against, such as a bare transfer. */
  public static final int REFERENCE = COUNT;

  /** The name of the read stream that scans are held against. */
  static final String PLAIN_READ = "plain read";

  /** The name of ratios that may be 1. */
  static final String NO_DIFFERENCE = "no difference seen";

  private static final Map<String, Integer> FIXED =
      Map.of(
          "multifd",
          0,
          "legacy",
          1,
          "precopy",
          2,
          "no detection",
          3,
          "bare transfer",
          REFERENCE,
          PLAIN_READ,
          REFERENCE,
          NO_DIFFERENCE,
          REFERENCE);

  private final Map<String, Integer> given = new LinkedHashMap<>();

  /** The colour of a series: the same for the same name. */
  int of(String name) {
    return given.computeIfAbsent(name, this::next);
  }

  /** Its number among the series, in the order of the first asking. */
  int slot(String name) {
    return List.copyOf(given.keySet()).indexOf(name);
  }

  /** Variants of a way that has its colour take one that no way has. */
  private int next(String name) {
    Integer fixed = FIXED.get(name.split(",", 2)[0]);
    if (fixed != null && !given.containsValue(fixed)) {
      return fixed;
    }
    for (int hue = fixed == null ? 0 : WAYS; hue < COUNT; hue++) {
      if (!given.containsValue(hue)) {
        return hue;
      }
    }
    return given.size() % COUNT;
  }

  /** What has a colour, in the order of the first asking. */
  List<SeriesKey> keys() {
    List<SeriesKey> keys = new ArrayList<>();
    given.forEach((name, hue) -> keys.add(new SeriesKey(name, hue)));
    return keys;
  }
}

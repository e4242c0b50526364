package dev.multifd.report.cells;

import java.util.Locale;

/** Figures as people read them: no more digits than a noisy machine can promise. */
public final class Figures {
  private static final double GROUPED = 10_000;

  private Figures() {}

  /** Three digits, or all of those before the point. */
  public static String text(double value) {
    double size = Math.abs(value);
    if (size >= GROUPED) {
      return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
    }
    if (size >= 100 || value == 0) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
  }

  /** A ratio near 1 needs its second digit after the point. */
  public static String ratio(double value) {
    return Double.isInfinite(value)
        ? "∞"
        : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }

  /** The median and the range of the forks. */
  public static String spread(Forks forks) {
    String median = text(forks.median());
    return forks.count() == 1
        ? median
        : median + " [" + text(forks.min()) + ", " + text(forks.max()) + "]";
  }

  /** JMH's unit for people: {@code ms/op} is milliseconds of a shot. */
  public static String unit(String unit) {
    return unit.endsWith("/op") ? unit.substring(0, unit.length() - "/op".length()) : unit;
  }
}

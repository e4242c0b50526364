package dev.multifd.results.compare.render;

import dev.multifd.results.compare.Effect;
import dev.multifd.results.compare.Estimate;
import dev.multifd.results.stats.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them: four digits, percents, a p. */
final class Figure {
  private static final double LARGE = 1e5;
  private static final String[] PREFIXES = {"k", "M", "G", "T", "P"};
  private static final double SMALLEST_P = 0.001;
  private static final double TENTHS_BELOW = 0.1;

  private Figure() {}

  /** A median and how far its interval reaches, such as {@code 549.1 ±9%}; nothing of nothing. */
  static String estimate(@Nullable Estimate estimate) {
    return estimate == null ? "" : number(estimate.median()) + " " + reach(estimate);
  }

  private static String reach(Estimate estimate) {
    Interval interval = estimate.interval();
    if (interval == null) {
      return "±∞";
    }
    Double spread = estimate.spread();
    return spread == null
        ? "[" + number(interval.low()) + ", " + number(interval.high()) + "]"
        : format("±%.0f%%", 100 * spread);
  }

  /** A change in percent, with its sign. */
  static String change(@Nullable Effect effect) {
    if (effect == null) {
      return "";
    }
    Double change = effect.change();
    return change == null ? "from 0" : percent(change);
  }

  /** The interval of a change in percent. */
  static String interval(@Nullable Effect effect) {
    Interval interval = effect == null ? null : effect.changeInterval();
    return interval == null
        ? ""
        : "[" + bound(interval.low()) + ", " + bound(interval.high()) + "]";
  }

  static String percent(double part) {
    return signed("%+.1f", 100 * part) + "%";
  }

  private static String bound(double part) {
    return signed(Math.abs(part) < TENTHS_BELOW ? "%+.1f" : "%+.0f", 100 * part);
  }

  /** What rounds to nothing has no sign. */
  private static String signed(String format, double value) {
    return format(format, value).replaceFirst("^[+-](0(\\.0)?)$", "$1");
  }

  /** A corrected p. */
  static String p(@Nullable Effect effect) {
    if (effect == null) {
      return "";
    }
    return effect.adjustedP() < SMALLEST_P ? "<.001" : format("%.3f", effect.adjustedP());
  }

  static String number(double value) {
    double size = Math.abs(value);
    if (size >= LARGE) {
      return prefixed(value);
    }
    if (size >= 1000 || size == 0) {
      return format("%.0f", value);
    }
    if (size >= 100) {
      return format("%.1f", value);
    }
    if (size >= 10) {
      return format("%.2f", value);
    }
    return format(size >= 0.01 ? "%.3f" : "%.2e", value);
  }

  private static String prefixed(double value) {
    double scaled = value / 1000;
    int prefix = 0;
    while (Math.abs(scaled) >= 1000 && prefix < PREFIXES.length - 1) {
      scaled /= 1000;
      prefix++;
    }
    return format("%.4g", scaled) + PREFIXES[prefix];
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

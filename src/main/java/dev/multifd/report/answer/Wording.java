package dev.multifd.report.answer;

import dev.multifd.report.cells.Figures;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** How a ratio is said: always with what is more before what is less. */
enum Wording {
  /** Of times, the second over the first. */
  SPEED("%s is %s as fast as %s"),
  /** Of pages sent in a second. */
  PAGES("%s sends %s as many pages a second as %s"),
  /** Of CPU times, the second over the first. */
  CHEAPNESS("%s is %s as cheap in CPU time as %s");

  private final String sentence;

  Wording(String sentence) {
    this.sentence = sentence;
  }

  /**
   * The sentence.
   *
   * @param ratio the first over the second, by what the wording is about
   */
  String say(String first, String second, Ratio ratio) {
    return switch (ratio.verdict()) {
      case MORE -> sentence.formatted(first, times(ratio), second);
      case LESS -> sentence.formatted(second, times(ratio.inverse()), first);
      case NO_DIFFERENCE ->
          "no difference seen between %s and %s: %s".formatted(first, second, times(ratio));
    };
  }

  /** The figure with its interval, of which is said how sure it is if that is not as usual. */
  static String times(Ratio ratio) {
    return withInterval(ratio, Figures.ratio(ratio.value()) + "×", Figures::ratio);
  }

  /** The same in percent. */
  static String percent(Ratio ratio) {
    return withInterval(
        ratio, Figures.text(100 * ratio.value()) + " %", bound -> Figures.text(100 * bound));
  }

  private static String withInterval(Ratio ratio, String value, DoubleFunction<String> bound) {
    if (ratio.confidence() == 0) {
      return value + " (one fork each)";
    }
    String sure =
        ratio.isSure() ? "" : String.format(Locale.ROOT, " at %.0f %%", 100 * ratio.confidence());
    return value + " [" + bound.apply(ratio.low()) + ", " + bound.apply(ratio.high()) + sure + "]";
  }
}

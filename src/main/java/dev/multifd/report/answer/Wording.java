package dev.multifd.report.answer;

import dev.multifd.report.cells.Figures;
import java.util.Locale;

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
        }
        + doubt(ratio);
  }

  /** The figure with its interval. */
  static String times(Ratio ratio) {
    String value = Figures.ratio(ratio.value()) + "×";
    return ratio.confidence() == 0
        ? value
        : value + " [" + Figures.ratio(ratio.low()) + ", " + Figures.ratio(ratio.high()) + "]";
  }

  /** What the interval is, if it is not the usual one. */
  static String doubt(Ratio ratio) {
    if (ratio.isSure()) {
      return "";
    }
    return ratio.confidence() == 0
        ? " (one fork each, so no interval)"
        : String.format(
            Locale.ROOT,
            " (too few forks for 95 %%: the interval is one of %.0f %%)",
            100 * ratio.confidence());
  }
}

package dev.multifd.results.compare.render;

import dev.multifd.results.compare.VerdictWord;

/** How verdicts are coloured. */
public enum Palette {
  /** Not at all. */
  PLAIN,
  /** With the escape sequences of a terminal. */
  ANSI;

  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String FAINT = "2";

  String paint(VerdictWord word, String text) {
    return this == PLAIN ? text : "\u001b[" + colour(word) + "m" + text + "\u001b[0m";
  }

  private static String colour(VerdictWord word) {
    return switch (word) {
      case REGRESSED, FAILED -> RED;
      case IMPROVED -> GREEN;
      case INCONCLUSIVE, NOT_COMPARABLE, GONE, NEW -> YELLOW;
      case SAME, WITHIN_NOISE -> FAINT;
    };
  }
}

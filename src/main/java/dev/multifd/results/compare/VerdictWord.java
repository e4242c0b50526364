package dev.multifd.results.compare;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a row. */
public enum VerdictWord {
  /** Better, by more than the smallest change, and not by chance. */
  IMPROVED("improved"),
  /** Worse, by more than the smallest change, and not by chance. */
  REGRESSED("regressed"),
  /** No difference was found; the interval of the change says what may have been missed. */
  SAME("~"),
  /** A difference that is not by chance, and too small to count. */
  WITHIN_NOISE("within noise"),
  /** So few forks cannot show a difference in so large a table. */
  INCONCLUSIVE("inconclusive"),
  /** Measured under other conditions. */
  NOT_COMPARABLE("not comparable"),
  /** The contender alone has it. */
  NEW("new"),
  /** The base alone has it. */
  GONE("gone"),
  /** A fork threw, died, or did not prove its work. */
  FAILED("failed");

  private final String text;

  VerdictWord(String text) {
    this.text = text;
  }

  /** As people and files have it. */
  @JsonValue
  public String text() {
    return text;
  }
}

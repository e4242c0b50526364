package dev.multifd.results.compare;

/**
 * A word, and what belongs to it.
 *
 * @param word the word
 * @param detail such as {@code needs 7 forks} or {@code host}; may be empty
 */
public record Verdict(VerdictWord word, String detail) {

  static Verdict of(VerdictWord word) {
    return new Verdict(word, "");
  }

  /** As people read it. */
  public String text() {
    return detail.isEmpty() ? word.text() : word.text() + " (" + detail + ")";
  }
}

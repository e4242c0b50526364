package dev.multifd.results;

/**
 * Something that makes the numbers doubtful.
 *
 * @param text what was seen
 * @param remedy what to do about it
 */
public record Warning(String text, String remedy) {

  /** One line for people. */
  public String line() {
    return text + "; " + remedy;
  }
}

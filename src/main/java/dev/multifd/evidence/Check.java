package dev.multifd.evidence;

/**
 * One thing that a shot must have fulfilled.
 *
 * @param name what
 * @param passed whether it did
 * @param detail the figures, for people
 */
public record Check(String name, boolean passed, String detail) {

  /** That two figures are the same. */
  public static Check equal(String name, long left, long right) {
    return new Check(name, left == right, left + (left == right ? "" : " is not " + right));
  }
}

package dev.multifd.suite;

/**
 * Shots of one fork.
 *
 * @param warmup shots that are no samples, at least one: the cold one
 * @param measured shots that are samples
 */
public record Shots(int warmup, int measured) {
  /** So many times as many of both. */
  Shots times(int factor) {
    return new Shots(warmup * factor, measured * factor);
  }

  /** All of them. */
  public int total() {
    return warmup + measured;
  }
}

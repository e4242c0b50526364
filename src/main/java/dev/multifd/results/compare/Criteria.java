package dev.multifd.results.compare;

/**
 * When a difference counts.
 *
 * @param level the most probability that a table of equal things has a verdict, such as 0.05
 * @param confidence of every interval, such as 0.95
 * @param minEffect the smallest change that is worth a word, as a part of the base's median
 */
public record Criteria(double level, double confidence, double minEffect) {
  /** Five in a hundred tables, intervals of 95 %, changes from 2 % on. */
  public static final Criteria DEFAULT = new Criteria(0.05, 0.95, 0.02);

  /** The same with another smallest change. */
  public Criteria withMinEffect(double other) {
    return new Criteria(level, confidence, other);
  }
}

package dev.multifd.results.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A median with its distribution-free confidence interval, whose ends are two of the figures: the
 * number of figures below the true median is binomial with probability one half.
 *
 * @param value the middle figure, or the mean of the two in the middle
 * @param interval null when there are too few figures for one; at 0.95 it takes six
 */
public record Median(double value, @Nullable Interval interval) {

  /**
   * The median of at least one figure.
   *
   * @param confidence the least probability that the interval covers the true median, such as 0.95
   */
  public static Median of(double[] figures, double confidence) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int outside = figuresOutside(sorted.length, (1 - confidence) / 2);
    return new Median(
        middle(sorted),
        outside == 0 ? null : new Interval(sorted[outside - 1], sorted[sorted.length - outside]));
  }

  /** The middle of sorted figures, of which there is at least one. */
  static double middle(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The rank, from 1, of the interval's lower end, counted from the upper end for the other. */
  private static int figuresOutside(int figures, double tail) {
    double probability = Math.scalb(1.0, -figures);
    double below = probability;
    int rank = 0;
    while (below <= tail) {
      rank++;
      probability *= (figures - rank + 1) / (double) rank;
      below += probability;
    }
    return rank;
  }
}

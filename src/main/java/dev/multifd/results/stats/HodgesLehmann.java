package dev.multifd.results.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far the second sample lies from the first: the median of the differences between all their
 * figures, with the interval of shifts that {@link MannWhitney} would not reject.
 *
 * @param shift in the unit of the figures; positive if the second sample's are larger
 * @param interval null when there are too few figures for one; at 0.95 it takes four and four.
 *     Equal figures make it cover more often than it says, never less often
 */
public record HodgesLehmann(double shift, @Nullable Interval interval) {

  /** The shift between two samples, neither empty. */
  public static HodgesLehmann of(double[] first, double[] second, double confidence) {
    double[] differences = new double[first.length * second.length];
    int next = 0;
    for (double a : first) {
      for (double b : second) {
        differences[next++] = b - a;
      }
    }
    Arrays.sort(differences);
    int outside = differencesOutside(first.length, second.length, (1 - confidence) / 2);
    return new HodgesLehmann(
        Median.middle(differences),
        outside == 0 ? null : new Interval(differences[outside - 1], differences[next - outside]));
  }

  /** The rank, from 1, of the interval's lower end: the smallest u that is not in the tail. */
  private static int differencesOutside(int first, int second, double tail) {
    RankSums sums = RankSums.of(Ranks.untied(first + second), first);
    int smallestSum = first * (first + 1);
    int u = 0;
    while (sums.atMost(smallestSum + 2 * u) <= tail) {
      u++;
    }
    return u;
  }
}

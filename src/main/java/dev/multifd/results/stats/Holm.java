package dev.multifd.results.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction: with it, a whole table of tests of equal things finds one of them
 * different with no more probability than one test alone would. It assumes nothing about how the
 * tests hang together.
 */
public final class Holm {
  private Holm() {}

  /** Adjusted p-values, in the order given: those to hold against the level. */
  public static double[] adjust(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> p[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int step = 0; step < order.length; step++) {
      largest = Math.max(largest, Math.min(1, p[order[step]] * (p.length - step)));
      adjusted[order[step]] = largest;
    }
    return adjusted;
  }
}

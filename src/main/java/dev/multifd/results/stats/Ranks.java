package dev.multifd.results.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Ranks of two samples put together, doubled: figures that are equal share the mean of their ranks,
 * which is a whole number of halves.
 */
final class Ranks {
  private final int[] doubled;

  private Ranks(int[] doubled) {
    this.doubled = doubled;
  }

  static Ranks of(double[] first, double[] second) {
    double[] pooled = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, pooled, first.length, second.length);
    int[] order =
        IntStream.range(0, pooled.length)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> pooled[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] doubled = new int[pooled.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to + 1 < order.length && pooled[order[to + 1]] == pooled[order[from]]) {
        to++;
      }
      for (int place = from; place <= to; place++) {
        doubled[order[place]] = from + to + 2;
      }
      from = to + 1;
    }
    return new Ranks(doubled);
  }

  /** Ranks of so many figures that all differ. */
  static Ranks untied(int figures) {
    return new Ranks(IntStream.rangeClosed(1, figures).map(rank -> 2 * rank).toArray());
  }

  /** Doubled ranks of all figures, the smallest first. */
  int[] sorted() {
    return Arrays.stream(doubled).sorted().toArray();
  }

  /** The doubled sum of the first so many figures. */
  int sumOfFirst(int count) {
    return Arrays.stream(doubled, 0, count).sum();
  }
}

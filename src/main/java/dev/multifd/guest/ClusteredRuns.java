package dev.multifd.guest;

import java.util.ArrayList;
import java.util.List;

/**
 * Scattered runs with the shape of a real idle guest's: a 1 GiB Linux guest had 27 323 non-zero
 * pages in 284 runs. Lengths and gaps are geometric, scaled so that they add up exactly.
 */
final class ClusteredRuns {
  /** Mean length of a run, as measured. */
  static final long MEAN_PAGES = 96;

  private ClusteredRuns() {}

  static List<PageRun> place(long blockPages, long pages, SplitMix64 random) {
    long zeroPages = blockPages - pages;
    long wanted = Math.max(1, Math.round((double) pages / MEAN_PAGES));
    int runs = Math.toIntExact(Math.min(wanted, zeroPages + 1));
    long[] lengths = shares(runs, pages - runs, random);
    // Gaps: before the first run, between runs (at least one page), after the last.
    long[] gaps = shares(runs + 1, zeroPages - (runs - 1), random);

    List<PageRun> placed = new ArrayList<>(runs);
    long at = gaps[0];
    for (int run = 0; run < runs; run++) {
      long length = 1 + lengths[run];
      placed.add(new PageRun(at, length));
      at += length + 1 + gaps[run + 1];
    }
    return placed;
  }

  /** Splits {@code total} in {@code count} parts of exponentially distributed size. */
  private static long[] shares(int count, long total, SplitMix64 random) {
    double[] upTo = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += random.nextExponential();
      upTo[i] = sum;
    }
    long[] shares = new long[count];
    long given = 0;
    for (int i = 0; i < count; i++) {
      // Rounding the running sum, not each part, leaves nothing over.
      long due = Math.round(total * (upTo[i] / sum));
      shares[i] = due - given;
      given = due;
    }
    return shares;
  }
}

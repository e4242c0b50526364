package dev.multifd.guest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pages drawn one by one, every set of that many pages as likely as any other. */
final class UniformRuns {
  private UniformRuns() {}

  static List<PageRun> place(long blockPages, long pages, SplitMix64 random) {
    if (pages <= blockPages / 2) {
      return joined(distinct(blockPages, Math.toIntExact(pages), random));
    }
    // Drawing what stays out keeps repeated draws rare.
    return between(distinct(blockPages, Math.toIntExact(blockPages - pages), random), blockPages);
  }

  /** {@code count} different numbers below {@code bound}, ascending; at most half of them all. */
  private static long[] distinct(long bound, int count, SplitMix64 random) {
    long[] drawn = new long[count];
    int different = 0;
    while (different < count) {
      for (int i = different; i < count; i++) {
        drawn[i] = random.nextBelow(bound);
      }
      Arrays.sort(drawn);
      different = dropRepeats(drawn);
    }
    return drawn;
  }

  /** Moves the different values of a sorted array to its front; returns how many they are. */
  private static int dropRepeats(long[] sorted) {
    int kept = 0;
    for (long value : sorted) {
      if (kept == 0 || sorted[kept - 1] != value) {
        sorted[kept++] = value;
      }
    }
    return kept;
  }

  private static List<PageRun> joined(long[] pages) {
    List<PageRun> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= pages.length; i++) {
      if (i == pages.length || pages[i] != pages[i - 1] + 1) {
        runs.add(new PageRun(pages[from], (long) i - from));
        from = i;
      }
    }
    return runs;
  }

  private static List<PageRun> between(long[] zeroPages, long blockPages) {
    List<PageRun> runs = new ArrayList<>();
    long at = 0;
    for (long zero : zeroPages) {
      if (zero > at) {
        runs.add(new PageRun(at, zero - at));
      }
      at = zero + 1;
    }
    if (at < blockPages) {
      runs.add(new PageRun(at, blockPages - at));
    }
    return runs;
  }
}

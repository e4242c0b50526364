package dev.multifd.counters;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Makes the histograms of durations: nanoseconds up to 100 s, three digits, no allocation later.
 */
public final class Latencies {
  private static final long HIGHEST_NS = TimeUnit.SECONDS.toNanos(100);
  private static final int DIGITS = 3;

  private Latencies() {}

  /** An empty histogram for one writing thread. */
  public static Histogram histogram() {
    return new Histogram(HIGHEST_NS, DIGITS);
  }

  /** Records a duration; one beyond the range counts as the longest. */
  public static void record(Histogram histogram, long ns) {
    histogram.recordValue(Math.clamp(ns, 0, HIGHEST_NS));
  }
}

package dev.multifd.migration.model;

import dev.multifd.counters.Phase;
import dev.multifd.source.TimeSource;
import java.util.Random;

/**
 * The migration thread's time. It passes when that thread works or waits, more slowly worked while
 * the guest's writers take their share of the machine, and by a factor that is drawn anew for each
 * tenth of a second: what the letter calls luck.
 */
final class VirtualTime implements TimeSource {
  private static final long SLICE_NS = 100_000_000;

  /** Any odd number: neighbouring slices must not draw alike. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private final double writersFactor;
  private final double jitter;
  private final long seed;
  private Phase phase = Phase.SETUP;
  private long now;
  private long slice = -1;
  private double sliceFactor = 1;

  /**
   * @param writersFactor how many times as long work takes while the guest runs
   * @param jitter standard deviation of the logarithm of a slice's factor; 0 for none
   */
  VirtualTime(double writersFactor, double jitter, long seed) {
    this.writersFactor = writersFactor;
    this.jitter = jitter;
    this.seed = seed;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void sleepUntil(long ns) {
    now = Math.max(now, ns);
  }

  /** The migration thread works for what would be {@code ns} on a quiet machine. */
  void work(double ns) {
    now += lasting(ns);
  }

  /** How long that work takes now. */
  long lasting(double ns) {
    return Math.round(ns * sliceFactor() * (phase == Phase.DOWNTIME ? 1 : writersFactor));
  }

  private double sliceFactor() {
    if (slice != now / SLICE_NS) {
      slice = now / SLICE_NS;
      sliceFactor = Math.exp(jitter * new Random(seed + SPREAD * slice).nextGaussian());
    }
    return sliceFactor;
  }

  void phase(Phase begins) {
    phase = begins;
  }

  Phase phase() {
    return phase;
  }
}

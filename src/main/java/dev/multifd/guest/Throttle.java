package dev.multifd.guest;

/**
 * When a throttled writer rests (QEMU {@code cpu_throttle_thread} of system/cpu-throttle.c): it may
 * run for a slice, and then rests for so long that it rests the share of its time that is asked
 * for. Times are the guest's.
 */
final class Throttle {
  /** What a writer may run at a time. */
  static final long SLICE_NS = 10_000_000;

  static final int MAX_PERCENT = 99;

  private boolean running;
  private long sliceEndNs;
  private long restEndNs;

  /**
   * How long to rest now; 0 for not at all.
   *
   * @param percent the share of its time that it rests
   */
  long restNs(long nowNs, int percent) {
    if (percent == 0) {
      running = false;
      return 0;
    }
    if (!running) {
      running = true;
      restEndNs = nowNs;
      sliceEndNs = nowNs + SLICE_NS;
    }
    if (nowNs - sliceEndNs >= 0) {
      restEndNs = nowNs + SLICE_NS * percent / (100 - percent);
      sliceEndNs = restEndNs + SLICE_NS;
    }
    return Math.max(0, restEndNs - nowNs);
  }
}

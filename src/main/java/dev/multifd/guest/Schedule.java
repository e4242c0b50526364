package dev.multifd.guest;

/**
 * When a writer of limited rate writes: page n at a fixed time, so that what was late is caught up
 * with. Times are the guest's.
 */
final class Schedule {
  /** So that thousands of pages a second are no thousands of waits. */
  private static final long MIN_REST_NS = 1_000_000;

  private final double pagesPerNs;
  private long originNs;
  private long done;

  /**
   * @param pagesPerSecond the writer's; 0 if all pages are due at once
   */
  Schedule(double pagesPerSecond) {
    this.pagesPerNs = pagesPerSecond / 1e9;
  }

  /** Begins now. */
  void begin(long nowNs) {
    originNs = nowNs;
  }

  /** Pages that are due and not done, at most {@code most}. */
  long duePages(long nowNs, long most) {
    if (pagesPerNs == 0) {
      return most;
    }
    long due = (long) ((nowNs - originNs) * pagesPerNs) - done;
    return Math.clamp(due, 0, most);
  }

  /** How long there is nothing to do, if nothing is due; no longer than a throttle's slice. */
  long restNs(long nowNs) {
    long nextNs = originNs + (long) Math.ceil((done + 1) / pagesPerNs);
    return Math.clamp(nextNs - nowNs, MIN_REST_NS, Throttle.SLICE_NS);
  }

  /** That so many of them are done. */
  void did(long pages) {
    done += pages;
  }

  /** Puts everything off, as if the time had not been. */
  void postpone(long ns) {
    originNs += ns;
  }
}

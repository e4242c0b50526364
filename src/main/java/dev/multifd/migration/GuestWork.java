package dev.multifd.migration;

/**
 * How fast a guest's writers were (QEMU's guestperf asks the same of a guest).
 *
 * @param pagesPerSecondBefore pages that they wrote in a second, undisturbed
 * @param pagesPerSecondMeanwhile the same while the guest migrated and was not stopped yet
 * @param granularityBytes what the tracker takes for one write, at most
 */
public record GuestWork(
    double pagesPerSecondBefore, double pagesPerSecondMeanwhile, long granularityBytes) {
  /** By how much they were slower, in percent. */
  public double slowDownPercent() {
    return 100 * (1 - pagesPerSecondMeanwhile / pagesPerSecondBefore);
  }
}

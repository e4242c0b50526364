package dev.multifd.bench;

/** Time of one kind of pass over the batches of a shot. */
final class ScanTime {
  private long startNs;
  private long totalNs;
  private long fastestNs = Long.MAX_VALUE;

  void start() {
    startNs = System.nanoTime();
  }

  void stop() {
    long tookNs = System.nanoTime() - startNs;
    totalNs += tookNs;
    fastestNs = Math.min(fastestNs, tookNs);
  }

  long totalNs() {
    return totalNs;
  }

  /** Of the batch that was disturbed least. */
  long fastestNs() {
    return fastestNs;
  }
}

package dev.multifd.source;

/**
 * What was sent in the last window, and what follows from it for the downtime (QEMU
 * migration/migration.c, {@code migration_update_counters}).
 */
final class Bandwidth {
  private final double downtimeLimitNs;
  private double bytesPerNs;
  private boolean known;

  Bandwidth(long downtimeLimitNs) {
    this.downtimeLimitNs = downtimeLimitNs;
  }

  /** A window has closed. */
  void measured(long bytes, long ns) {
    bytesPerNs = (double) bytes / Math.max(1, ns);
    known = true;
  }

  /**
   * Bytes that would be sent within the downtime limit (QEMU {@code threshold_size}).
   *
   * @param bytes sent in the open window, which must do until one has closed; QEMU takes 0 till
   *     then and stops the guest when nothing seems left, however much that is by then
   * @param ns that it is old
   */
  long thresholdBytes(long bytes, long ns) {
    double rate = known ? bytesPerNs : (double) bytes / Math.max(1, ns);
    return (long) (rate * downtimeLimitNs);
  }

  /** Bytes a second of the last window; 0 until one has closed. */
  double bytesPerSecond() {
    return bytesPerNs * 1e9;
  }
}

package dev.multifd.source;

/**
 * How a stream is written, which the machine type chooses (QEMU hw/core/machine.c, {@code
 * hw_compat_8_0}, {@code hw_compat_8_2} and {@code hw_compat_9_2}). Both ends must be of one, and
 * nothing on the wire says of which.
 */
public enum WireDialect {
  /**
   * The end of each section of {@code ram} marks a barrier, and no record does (QEMU {@code
   * multifd-flush-after-each-section}).
   */
  UP_TO_8_0,
  /** Zero pages usually are records on the main channel (QEMU {@code zero-page-detection}). */
  UP_TO_8_2,
  /** Nothing announces that the guest is stopped (QEMU {@code send-switchover-start}). */
  UP_TO_9_2,
  /** A MULTIFD_FLUSH record marks a barrier, and a command announces the switchover. */
  NEWEST;

  /** When the channels are synchronised. */
  SyncPoint syncPoint() {
    return this == UP_TO_8_0 ? SyncPoint.END_OF_SECTION : SyncPoint.END_OF_PASS;
  }

  /** Whether a record on the main channel marks each barrier. */
  boolean hasFlushRecords() {
    return this != UP_TO_8_0;
  }

  /** Whether a command stands before the END section of {@code ram}. */
  boolean hasSwitchoverStart() {
    return this == NEWEST;
  }

  /**
   * Who looks for zero pages unless somebody is told to. A QEMU before 9.0 takes no zero pages on
   * multifd channels; a newer one does, whatever its machine type.
   */
  public ZeroPageDetection usualDetection() {
    return compareTo(UP_TO_8_2) <= 0 ? ZeroPageDetection.LEGACY : ZeroPageDetection.MULTIFD;
  }
}

package dev.multifd.migration;

/** What the destination's memory is before a migration. */
public enum DestinationState {
  /** Never touched, as a QEMU that has just started: every page that arrives takes memory. */
  FRESH,
  /**
   * The pages that will arrive are memory already, in pages of 4 KiB, and hold other bytes: no page
   * is allocated or cleared while the clock runs. The calls that populate a fresh destination are
   * made all the same.
   */
  WARM
}

package dev.multifd.migration;

/** What the destination's memory is before a migration. */
public enum DestinationState {
  /** Never touched, as a QEMU that has just started: every page that arrives takes memory. */
  FRESH,
  /**
   * The pages that will arrive are memory already and hold other bytes, as after an attempt that
   * failed: what is left is the cost of moving them.
   */
  WARM
}

package dev.multifd.source;

import dev.multifd.guest.VirtualCpus;

/**
 * Slows a guest that dirties more than half of what is sent (QEMU migration/ram.c, {@code
 * migration_trigger_throttle}, {@code mig_throttle_guest_down}, with its default parameters): from
 * the second such period on, 20 % first and 10 % more each time, up to 99 %.
 */
final class AutoConverge {
  private static final long PERIOD_NS = 1_000_000_000;
  private static final int TRIGGER_PERCENT = 50;
  private static final int PERIODS_TO_TRIGGER = 2;
  private static final int INITIAL_PERCENT = 20;
  private static final int INCREMENT_PERCENT = 10;
  private static final int MAX_PERCENT = 99;

  private final VirtualCpus cpus;
  private long periodStartNs;
  private long periodStartBytes;
  private long dirtiedBytes;
  private int periodsOverTrigger;
  private int percent;

  AutoConverge(VirtualCpus cpus, long nowNs) {
    this.cpus = cpus;
    this.periodStartNs = nowNs;
  }

  /**
   * The bitmap was synchronised.
   *
   * @param freshBytes that it brought
   * @param transferredBytes since the start
   */
  void synchronised(long nowNs, long freshBytes, long transferredBytes) {
    dirtiedBytes += freshBytes;
    if (nowNs - periodStartNs < PERIOD_NS) {
      return;
    }
    long sent = transferredBytes - periodStartBytes;
    if (dirtiedBytes > sent / 100 * TRIGGER_PERCENT && ++periodsOverTrigger >= PERIODS_TO_TRIGGER) {
      periodsOverTrigger = 0;
      percent = percent == 0 ? INITIAL_PERCENT : Math.min(MAX_PERCENT, percent + INCREMENT_PERCENT);
      cpus.throttle(percent);
    }
    periodStartNs = nowNs;
    periodStartBytes = transferredBytes;
    dirtiedBytes = 0;
  }

  /** The share of their time that the processors rest now. */
  int percent() {
    return percent;
  }
}

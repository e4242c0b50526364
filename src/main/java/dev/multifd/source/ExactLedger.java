package dev.multifd.source;

import dev.multifd.counters.Phase;

/** The counters themselves: there is nothing to write down twice. */
final class ExactLedger implements Ledger {
  private final SendCounters counters;

  ExactLedger(SendCounters counters) {
    this.counters = counters;
  }

  @Override
  public void dataPacket(Phase phase, int normalPages, int zeroPages, long payloadBytes) {}

  @Override
  public void syncPacket(Phase phase) {}

  @Override
  public long bytes() {
    return counters.bytes.total();
  }

  @Override
  public long bytes(Phase phase) {
    return counters.bytes.get(phase);
  }

  @Override
  public long normalPages() {
    return counters.normalPages.get();
  }

  @Override
  public long zeroPages() {
    return counters.zeroPages.get();
  }
}

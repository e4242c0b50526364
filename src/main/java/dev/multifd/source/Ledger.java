package dev.multifd.source;

import dev.multifd.counters.Phase;

/** What a multifd channel is said to have sent. Its thread writes, any thread reads. */
public interface Ledger {
  /** A data packet was written. */
  void dataPacket(Phase phase, int normalPages, int zeroPages, long payloadBytes);

  /** A SYNC packet was written. */
  void syncPacket(Phase phase);

  /** Bytes in all. */
  long bytes();

  /** Bytes of one phase. */
  long bytes(Phase phase);

  /** Normal pages. */
  long normalPages();

  /** Zero pages. */
  long zeroPages();
}

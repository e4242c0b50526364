package dev.multifd.source;

/** By which books bytes are charged to the rate limiter and to the bandwidth. */
public enum Accounting {
  /** What the sockets took. */
  EXACT,
  /** What the fifth version of the series booked, its two errors included: see {@link V5Ledger}. */
  V5;

  /** The books of a channel whose true figures are {@code counters}. */
  Ledger ledger(SendCounters counters) {
    return switch (this) {
      case EXACT -> new ExactLedger(counters);
      case V5 -> new V5Ledger();
    };
  }
}

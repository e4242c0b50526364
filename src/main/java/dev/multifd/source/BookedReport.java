package dev.multifd.source;

import dev.multifd.counters.Phase;
import java.util.Map;

/**
 * A migration as its books have it: see {@link Accounting}.
 *
 * @param bytesByPhase of the main channel, and as booked on the multifd channels
 * @param multifdBytes as booked on the multifd channels
 * @param normalPages as counted
 * @param zeroPages as counted
 */
public record BookedReport(
    Map<Phase, Long> bytesByPhase, long multifdBytes, long normalPages, long zeroPages) {
  /** Bytes of all phases. */
  public long transferredBytes() {
    return bytesByPhase.values().stream().mapToLong(Long::longValue).sum();
  }
}

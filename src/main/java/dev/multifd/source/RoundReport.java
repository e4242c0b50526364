package dev.multifd.source;

import dev.multifd.counters.Phase;

/**
 * What one round came to: from one synchronisation of the dirty bitmap to the next.
 *
 * @param phase PRECOPY, or DOWNTIME for the last
 * @param startNs when it began, since the migration's start
 * @param durationNs until the next synchronisation; of the last round, until its barrier
 * @param syncNs how long the synchronisation took that it began with
 * @param freshPages pages that the synchronisation found dirty and that were not known to be
 * @param dirtyPages pages that were dirty after it, with those that the round before had left
 * @param normalPages sent whole
 * @param zeroPages found to be zero
 * @param bytes that the sockets took
 * @param guestWrites pages that the guest's writers wrote since the round before began, over and
 *     over included; 0 if they do not count
 */
public record RoundReport(
    Phase phase,
    long startNs,
    long durationNs,
    long syncNs,
    long freshPages,
    long dirtyPages,
    long normalPages,
    long zeroPages,
    long bytes,
    long guestWrites) {
  /** Pages sent. */
  public long sentPages() {
    return normalPages + zeroPages;
  }
}

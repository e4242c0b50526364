package dev.multifd.source;

import dev.multifd.counters.Phase;

/**
 * What one round over the dirty bitmaps came to.
 *
 * @param phase PRECOPY, or DOWNTIME for the last
 * @param dirtyPages pages that were dirty when it began
 * @param normalPages of them sent whole
 * @param zeroPages of them found to be zero
 * @param bytes that the sockets took during the round
 * @param durationNs from its first page to the barrier that closed it
 */
public record RoundReport(
    Phase phase, long dirtyPages, long normalPages, long zeroPages, long bytes, long durationNs) {}

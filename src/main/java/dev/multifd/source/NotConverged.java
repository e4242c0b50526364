package dev.multifd.source;

import java.util.List;

/**
 * A migration that was still dirtied faster than it could send when its time was up.
 *
 * @param elapsedNs since its start
 * @param rounds until then
 * @param bookedBytes sent until then, by the books that count: see {@link Accounting}
 * @param remainingPages pages that were dirty
 * @param dirtyPagesPerSecond fresh dirty pages a second before the last synchronisation
 * @param bandwidth bytes a second of the last whole window
 */
public record NotConverged(
    long elapsedNs,
    List<RoundReport> rounds,
    long bookedBytes,
    long remainingPages,
    long dirtyPagesPerSecond,
    double bandwidth)
    implements SourceOutcome {}

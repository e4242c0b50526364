package dev.multifd.source;

import dev.multifd.counters.Phase;

/**
 * A running migration, as {@code info migrate} shows it.
 *
 * @param phase where it is
 * @param elapsedNs since it began
 * @param normalPages sent whole so far, all rounds
 * @param zeroPages found to be zero so far, all rounds
 * @param bytes that the sockets have taken
 * @param dirtySyncCount how often the dirty bitmap was synchronised
 */
public record SourceProgress(
    Phase phase,
    long elapsedNs,
    long normalPages,
    long zeroPages,
    long bytes,
    long dirtySyncCount) {}

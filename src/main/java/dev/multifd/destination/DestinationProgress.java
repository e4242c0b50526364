package dev.multifd.destination;

/**
 * How far a migration is, seen from its destination.
 *
 * @param elapsedNs since the first connection
 * @param normalPages pages that have arrived whole
 * @param zeroPages pages that have arrived as zero
 * @param readBytes bytes that all sockets gave
 */
public record DestinationProgress(
    long elapsedNs, long normalPages, long zeroPages, long readBytes) {}

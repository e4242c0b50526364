package dev.multifd.destination;

import dev.multifd.io.ThreadUsage;

/**
 * A completed migration, seen from its destination.
 *
 * @param normalPages pages that arrived whole
 * @param zeroPages pages that arrived as zero
 * @param distinctPages pages that arrived at least once
 * @param readBytes bytes that all sockets gave
 * @param readCalls read and readv calls of all sockets
 * @param barriers how often all channels and the main loader met
 * @param syncPackets SYNC packets that all channels read
 * @param duplicateOffsets offsets that came twice in one packet: the source's mistake
 * @param main what the main channel said, and its share of the pages
 * @param loadingNs from the first connection until all was loaded
 * @param mainThread used by the main loader
 * @param channelThreads used by the channels' threads together
 */
public record DestinationReport(
    long normalPages,
    long zeroPages,
    long distinctPages,
    long readBytes,
    long readCalls,
    long barriers,
    long syncPackets,
    long duplicateOffsets,
    MainReport main,
    long loadingNs,
    ThreadUsage mainThread,
    ThreadUsage channelThreads) {}

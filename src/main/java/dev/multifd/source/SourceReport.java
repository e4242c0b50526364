package dev.multifd.source;

import dev.multifd.counters.Phase;
import dev.multifd.io.ThreadUsage;
import dev.multifd.payload.Compression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * A completed migration, seen from its source.
 *
 * @param totalNs from the start until the destination said that it has loaded everything
 * @param setupNs of it, until the block list was written
 * @param downtimeNs of it, from the parked writers to its end
 * @param totalRamBytes size of the guest's RAM
 * @param normalPages pages sent whole
 * @param zeroPages pages found to be zero ({@code duplicate})
 * @param bytesByPhase bytes that all sockets took, each booked once
 * @param multifdBytes bytes that the multifd channels' sockets took
 * @param compression of the pages on them
 * @param payloadBytes of {@code multifdBytes}, those of pages, compressed or not
 * @param mainRamBytes bytes of the main channel alone in PRECOPY and DOWNTIME, framing included
 * @param mainNormalPages pages sent whole on the main channel
 * @param mainZeroPages zero pages sent as records on the main channel
 * @param mainNameBytes bytes of block names in those records
 * @param socketBytes the same bytes as {@code bytesByPhase} in all, as the sockets count them
 * @param packets multifd data packets
 * @param syncPackets multifd SYNC packets
 * @param writeCalls write and writev calls of all sockets
 * @param shortWrites of them, those that had to be resumed
 * @param writtenEntries IOV entries that they were given, one for a plain write
 * @param copiedZeroCopies of the calls that asked for zero copy, those that were copied
 * @param dirtySyncCount how often the dirty bitmap was synchronised
 * @param handedOutPages pages that were taken from the dirty bitmaps
 * @param sections of the main channel
 * @param rounds each round, from one synchronisation of the dirty bitmap to the next
 * @param presence what came of the presence map, if there was one
 * @param v5 the same by the books of the series' fifth version, if they were kept
 * @param sendLatency duration of each write of packets, all channels
 * @param syncLatency duration of each barrier on the sender's side
 * @param mainThread used by the migration thread
 * @param channelThreads used by the channels' threads together
 */
public record SourceReport(
    long totalNs,
    long setupNs,
    long downtimeNs,
    long totalRamBytes,
    long normalPages,
    long zeroPages,
    Map<Phase, Long> bytesByPhase,
    long multifdBytes,
    Compression compression,
    long payloadBytes,
    Map<Phase, Long> mainRamBytes,
    long mainNormalPages,
    long mainZeroPages,
    long mainNameBytes,
    long socketBytes,
    long packets,
    long syncPackets,
    long writeCalls,
    long shortWrites,
    long writtenEntries,
    long copiedZeroCopies,
    long dirtySyncCount,
    long handedOutPages,
    Sections sections,
    List<RoundReport> rounds,
    Optional<PresenceReport> presence,
    Optional<BookedReport> v5,
    Histogram sendLatency,
    Histogram syncLatency,
    ThreadUsage mainThread,
    ThreadUsage channelThreads)
    implements SourceOutcome {

  /** What counted for the rate and the bandwidth: the truth, unless other books were kept. */
  public BookedReport booked() {
    return v5.orElseGet(() -> new BookedReport(bytesByPhase, multifdBytes, normalPages, zeroPages));
  }

  /** Bytes of all phases ({@code transferred ram}). */
  public long transferredBytes() {
    return bytesByPhase.values().stream().mapToLong(Long::longValue).sum();
  }
}

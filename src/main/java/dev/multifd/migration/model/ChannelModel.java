package dev.multifd.migration.model;

import dev.multifd.counters.Phase;
import dev.multifd.counters.PhaseBytes;
import dev.multifd.guest.RamBlock;
import dev.multifd.source.V5Ledger;
import dev.multifd.wire.PacketGeometry;

/**
 * A channel and its thread: one packet at a time, booked when it is written. Both books are kept,
 * the true ones and the series'.
 */
final class ChannelModel {
  private static final int HEADER_BYTES = PacketGeometry.X86.headerBytes();

  private final VirtualTime time;
  private final Costs costs;
  private final V5Ledger v5 = new V5Ledger();
  private final PhaseBytes bytes = new PhaseBytes();
  private long normalPages;
  private long zeroPages;
  private long packets;
  private long freeNs;
  private int normal;
  private int zero;

  ChannelModel(VirtualTime time, Costs costs) {
    this.time = time;
    this.costs = costs;
  }

  /** When it has written what it was given. */
  long freeNs() {
    return freeNs;
  }

  boolean isFree() {
    return freeNs <= time.nanoTime();
  }

  /** Gives a free channel a batch. */
  void give(int normalPages, int zeroPages) {
    settle();
    normal = normalPages;
    zero = zeroPages;
    freeNs =
        time.nanoTime()
            + time.lasting(
                costs.packetNs() + normal * costs.channelNormalNs() + zero * costs.channelZeroNs());
  }

  /** Books the packet that is written by now, if there is one. */
  void settle() {
    if (normal + zero == 0 || !isFree()) {
      return;
    }
    long payloadBytes = (long) normal * RamBlock.PAGE_BYTES;
    v5.dataPacket(time.phase(), normal, zero, payloadBytes);
    bytes.add(time.phase(), HEADER_BYTES + payloadBytes);
    normalPages += normal;
    zeroPages += zero;
    packets++;
    normal = 0;
    zero = 0;
  }

  /** Writes a SYNC; the channel must be free. */
  void sync() {
    settle();
    v5.syncPacket(time.phase());
    bytes.add(time.phase(), HEADER_BYTES);
  }

  V5Ledger v5() {
    return v5;
  }

  long bytes() {
    return bytes.total();
  }

  long bytes(Phase phase) {
    return bytes.get(phase);
  }

  long normalPages() {
    return normalPages;
  }

  long zeroPages() {
    return zeroPages;
  }

  /** Data packets. */
  long packets() {
    return packets;
  }
}

package dev.multifd.destination;

import dev.multifd.wire.PacketGeometry;
import java.util.Arrays;

/**
 * The offsets of one packet, to find those that come twice. A hash table that is emptied by raising
 * a number, since a packet must cost neither heap nor much time. One thread uses it.
 */
final class OffsetSet {
  private static final int SLOT_BITS =
      Integer.SIZE - Integer.numberOfLeadingZeros(PacketGeometry.X86.pagesPerPacket()) + 1;
  private static final int MASK = (1 << SLOT_BITS) - 1;
  // 2^64 divided by the golden ratio spreads multiples of the page size.
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  private final long[] offsets = new long[MASK + 1];
  private final int[] packetOf = new int[MASK + 1];
  private int packet;

  /** Empties the set. */
  void clear() {
    packet++;
    if (packet == 0) {
      Arrays.fill(packetOf, 0);
      packet = 1;
    }
  }

  /** Adds an offset, of at most one packet's since {@link #clear}; false if it was there. */
  boolean add(long offset) {
    int slot = (int) ((offset * SPREAD) >>> (Long.SIZE - SLOT_BITS));
    while (packetOf[slot] == packet) {
      if (offsets[slot] == offset) {
        return false;
      }
      slot = (slot + 1) & MASK;
    }
    packetOf[slot] = packet;
    offsets[slot] = offset;
    return true;
  }
}

package dev.multifd.payload;

import dev.multifd.guest.RamBlock;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Packets of nothing but zero pages, several of which leave in one call: they have no payload, so
 * their headers lie side by side in memory.
 */
public final class ZeroPackets {
  /** Most packets that leave together. */
  public static final int MAX_PACKETS = 16;

  private final PacketGeometry geometry = PacketGeometry.X86;
  private final MemorySegment headers =
      Arena.ofAuto().allocate((long) MAX_PACKETS * geometry.headerBytes(), 64);
  private final RamPacket packet = new RamPacket(geometry).wrap(headers, 0);
  private final int flags;
  private final LongSupplier packetNumbers;
  private @Nullable RamBlock block;
  private int sealedPackets;
  private int openPages;
  private int pages;

  /**
   * @param method which such packets name too, though they have nothing to compress
   * @param packetNumbers gives the next running number over all channels
   */
  public ZeroPackets(CompressionMethod method, LongSupplier packetNumbers) {
    this.flags = method.flags();
    this.packetNumbers = packetNumbers;
  }

  /**
   * Adds zero pages that lie side by side, as many as fit in the open packet.
   *
   * @param offset the first page's offset in {@code block}, in bytes
   * @param most how many there are
   * @return how many were taken; after that {@link #isFull()} may be true
   */
  public int add(RamBlock block, long offset, int most) {
    if (this.block != block) {
      seal();
      this.block = block;
      if (isFull()) {
        return 0;
      }
    }
    int taken = Math.min(most, geometry.pagesPerPacket() - openPages);
    packet.putConsecutiveOffsets(openPages, offset, taken);
    openPages += taken;
    pages += taken;
    if (openPages == geometry.pagesPerPacket()) {
      seal();
    }
    return taken;
  }

  /** Closes the packet that pages are being added to. */
  public void seal() {
    RamBlock of = block;
    if (of == null || openPages == 0) {
      return;
    }
    packet.encodeData(of.idstrBytes(), flags, 0, openPages, 0, packetNumbers.getAsLong());
    openPages = 0;
    sealedPackets++;
    if (!isFull()) {
      packet.wrap(headers, (long) sealedPackets * geometry.headerBytes());
    }
  }

  /** Whether {@link #clear} must come before more pages. */
  public boolean isFull() {
    return sealedPackets == MAX_PACKETS;
  }

  /** Packets that are sealed. */
  public int packets() {
    return sealedPackets;
  }

  /** Pages added since the last {@link #clear}. */
  public int pages() {
    return pages;
  }

  /** Address of the sealed packets. */
  public long address() {
    return headers.address();
  }

  /** Bytes of the sealed packets. */
  public long bytes() {
    return (long) sealedPackets * geometry.headerBytes();
  }

  /** Forgets the sealed packets, which are sent. No packet may be open. */
  public void clear() {
    sealedPackets = 0;
    pages = 0;
    packet.wrap(headers, 0);
  }
}

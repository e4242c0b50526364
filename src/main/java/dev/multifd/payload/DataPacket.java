package dev.multifd.payload;

import dev.multifd.guest.RamBlock;
import dev.multifd.io.Iovec;
import dev.multifd.wire.PacketFlags;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One uncompressed data packet in the making (QEMU {@code multifd_send_prepare_iovs}, method
 * nocomp): its header, and an IOV of the header and the normal pages, neighbours in memory merged
 * into one entry. Pages are sent from guest RAM, not copied. Normal pages are added first, zero
 * pages after them.
 */
public final class DataPacket {
  private final PacketGeometry geometry = PacketGeometry.X86;
  private final MemorySegment header = Arena.ofAuto().allocate(geometry.headerBytes(), 64);
  private final RamPacket packet = new RamPacket(geometry).wrap(header, 0);
  private final Iovec iov = new Iovec(1 + geometry.pagesPerPacket());
  private @Nullable RamBlock block;
  private long blockAddress;
  private int normalPages;
  private int zeroPages;

  /** Starts an empty packet of pages of {@code block}. */
  public void begin(RamBlock block) {
    this.block = block;
    blockAddress = block.memory().address();
    restart();
  }

  /** Starts an empty packet of pages of the same block. */
  public void restart() {
    normalPages = 0;
    zeroPages = 0;
    iov.clear();
    iov.add(header.address(), header.byteSize());
  }

  /** The block whose pages these are; null before the first {@link #begin}. */
  public @Nullable RamBlock block() {
    return block;
  }

  /** Adds {@code pages} normal pages that lie side by side from byte {@code offset} on. */
  public void addNormal(long offset, int pages) {
    packet.putConsecutiveOffsets(normalPages, offset, pages);
    iov.addMerged(blockAddress + offset, (long) pages << RamBlock.PAGE_BITS);
    normalPages += pages;
  }

  /** Adds one zero page. */
  public void addZero(long offset) {
    packet.putPageOffset(normalPages + zeroPages, offset);
    zeroPages++;
  }

  /** Pages that still fit. */
  public int room() {
    return geometry.pagesPerPacket() - normalPages - zeroPages;
  }

  /** Whether no page was added since {@link #begin}. */
  public boolean isEmpty() {
    return normalPages + zeroPages == 0;
  }

  /** Normal pages added. */
  public int normalPages() {
    return normalPages;
  }

  /** Zero pages added. */
  public int zeroPages() {
    return zeroPages;
  }

  /**
   * Writes the header; the packet is then ready to go.
   *
   * @return header and pages, in the order of the wire
   */
  public Iovec seal(long packetNumber) {
    RamBlock of = block;
    if (of == null) {
      throw new IllegalStateException("the packet was never begun");
    }
    packet.encodeData(
        of.idstrBytes(),
        PacketFlags.NOCOMP,
        normalPages,
        zeroPages,
        normalPages << RamBlock.PAGE_BITS,
        packetNumber);
    return iov;
  }
}

package dev.multifd.payload;

import dev.multifd.guest.RamBlock;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import org.jspecify.annotations.Nullable;

/**
 * One data packet in the making (QEMU {@code multifd_send_fill_packet}): fills its header, and has
 * the normal pages encoded. Normal pages are added first, zero pages after them.
 */
public final class DataPacket {
  private final PacketGeometry geometry = PacketGeometry.X86;
  private final RamPacket packet = new RamPacket(geometry);
  private final int flags;
  private final Packing packing;
  private final PayloadEncoder encoder;
  private @Nullable RamBlock block;
  private int normalPages;
  private int zeroPages;

  /**
   * @param packing takes the packet's bytes; ending a packet there is its caller's
   * @param encoder gives it the payload
   */
  public DataPacket(CompressionMethod method, Packing packing, PayloadEncoder encoder) {
    this.flags = method.flags();
    this.packing = packing;
    this.encoder = encoder;
    restart();
  }

  /** Starts an empty packet of pages of {@code block}. */
  public void begin(RamBlock block) {
    this.block = block;
    restart();
  }

  /** Starts an empty packet of pages of the same block. */
  public void restart() {
    normalPages = 0;
    zeroPages = 0;
    packet.wrap(packing.header(), 0);
  }

  /** The block whose pages these are; null before the first {@link #begin}. */
  public @Nullable RamBlock block() {
    return block;
  }

  /** Adds {@code pages} normal pages that lie side by side from byte {@code offset} on. */
  public void addNormal(long offset, int pages) {
    packet.putConsecutiveOffsets(normalPages, offset, pages);
    encoder.pages(begun().memory(), offset, (long) pages << RamBlock.PAGE_BITS);
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

  private RamBlock begun() {
    RamBlock of = block;
    if (of == null) {
      throw new IllegalStateException("the packet was never begun");
    }
    return of;
  }

  /**
   * Writes the header; the packet is then ready to go.
   *
   * @return bytes of the payload
   */
  public int seal(long packetNumber) {
    int payloadBytes = encoder.finish();
    packet.encodeData(
        begun().idstrBytes(), flags, normalPages, zeroPages, payloadBytes, packetNumber);
    return payloadBytes;
  }
}

package dev.multifd.wire;

/**
 * How large a multifd packet is for a guest's page size.
 *
 * <p>QEMU fixes the payload of a packet at 512 KiB ({@code MULTIFD_PACKET_SIZE}); the guest's page
 * size then fixes how many pages, and so how many offsets, a header has room for. A header always
 * travels in full length.
 *
 * @param pageBytes the guest's (target) page size in bytes, a power of two from 1 KiB to 64 KiB
 */
public record PacketGeometry(int pageBytes) {
  /** x86: 4 KiB pages, 128 pages a packet, headers of 1344 bytes. */
  public static final PacketGeometry X86 = new PacketGeometry(4096);

  private static final int PAYLOAD_BYTES = 512 << 10;
  private static final int MIN_PAGE_BYTES = 1 << 10;
  private static final int MAX_PAGE_BYTES = 64 << 10;

  /**
   * Checks the page size.
   *
   * @throws IllegalArgumentException if it is not a power of two from 1 KiB to 64 KiB
   */
  public PacketGeometry {
    if (Integer.bitCount(pageBytes) != 1
        || pageBytes < MIN_PAGE_BYTES
        || pageBytes > MAX_PAGE_BYTES) {
      throw new IllegalArgumentException(
          "page size "
              + pageBytes
              + " bytes: use a power of two from "
              + MIN_PAGE_BYTES
              + " to "
              + MAX_PAGE_BYTES);
    }
  }

  /** Pages, and offset entries, that a packet has room for. */
  public int pagesPerPacket() {
    return PAYLOAD_BYTES / pageBytes;
  }

  /** Bytes of a packet's header, the offset entries included. */
  public int headerBytes() {
    return RamPacket.OFFSETS_OFFSET + pagesPerPacket() * Long.BYTES;
  }

  /** Bytes of the uncompressed pages of a full packet: 512 KiB. */
  public int payloadBytes() {
    return PAYLOAD_BYTES;
  }
}

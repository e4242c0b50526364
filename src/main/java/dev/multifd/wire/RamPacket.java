package dev.multifd.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A view of one RAM packet's header in native memory (QEMU {@code MultiFDPacket_t}, {@code
 * multifd_send_fill_packet}, {@code multifd_recv_unfill_packet}).
 *
 * <p>The view is reusable and allocates nothing: {@link #wrap} it over a header and read or encode
 * in place. A data packet lists the offsets of its normal pages first and of its zero pages behind
 * them; the payload, if any, follows the header on the wire and is not part of it.
 *
 * <p>Encoding keeps unused offset entries zero, as QEMU since 9.0 does, at the price of what the
 * former packet in the same memory used. So memory to encode in must hold zeroes or a header
 * encoded here; call {@link #clear} once on any other. Not safe for use by several threads.
 */
public final class RamPacket {
  /** Offset of the u32 magic. */
  public static final int MAGIC_OFFSET = 0;

  /** Offset of the u32 version. */
  public static final int VERSION_OFFSET = 4;

  /** Offset of the u32 flags, see {@link PacketFlags}. */
  public static final int FLAGS_OFFSET = 8;

  /** Offset of the u32 number of offset entries the sender has allocated. */
  public static final int PAGES_ALLOC_OFFSET = 12;

  /** Offset of the u32 number of normal pages. */
  public static final int NORMAL_PAGES_OFFSET = 16;

  /** Offset of the u32 payload size in bytes. */
  public static final int NEXT_PACKET_SIZE_OFFSET = 20;

  /** Offset of the u64 packet number. */
  public static final int PACKET_NUM_OFFSET = 24;

  /** Offset of the u32 number of zero pages; reserved, and zero, before QEMU 9.0. */
  public static final int ZERO_PAGES_OFFSET = 32;

  /** Offset of the 28 reserved bytes. */
  public static final int RESERVED_OFFSET = 36;

  /** Offset of the RAM block's name. */
  public static final int IDSTR_OFFSET = 64;

  /** Length of the name's field in bytes; the last one is always NUL. */
  public static final int IDSTR_BYTES = 256;

  /** Offset of the u64 page offsets. */
  public static final int OFFSETS_OFFSET = IDSTR_OFFSET + IDSTR_BYTES;

  /** Length of magic, version and flags: enough to tell what kind of header this is. */
  public static final int START_BYTES = 12;

  /** Largest payload of a compressed packet that QEMU has a buffer for: 1 MiB. */
  public static final int MAX_COMPRESSED_BYTES = 1 << 20;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final byte[] NUL_PADDING = new byte[IDSTR_BYTES];

  private final int pageBytes;
  private final int pagesPerPacket;
  private final int headerBytes;

  private MemorySegment segment = MemorySegment.NULL;
  private long at;

  /**
   * Makes a view that is not over any header yet.
   *
   * @param geometry the guest's page size and what follows from it
   */
  public RamPacket(PacketGeometry geometry) {
    pageBytes = geometry.pageBytes();
    pagesPerPacket = geometry.pagesPerPacket();
    headerBytes = geometry.headerBytes();
  }

  /**
   * Moves the view over a header, whose bytes need not have arrived yet.
   *
   * @param segment the memory, at any alignment
   * @param at the offset of the header in it
   * @return this view
   * @throws IndexOutOfBoundsException if a whole header does not fit there
   */
  public RamPacket wrap(MemorySegment segment, long at) {
    Objects.checkFromIndexSize(at, headerBytes, segment.byteSize());
    this.segment = segment;
    this.at = at;
    return this;
  }

  /** The flags, see {@link PacketFlags}. */
  public int flags() {
    return segment.get(INT, at + FLAGS_OFFSET);
  }

  /** Whether the packet is this channel's half of a barrier. */
  public boolean isSync() {
    return (flags() & PacketFlags.SYNC) != 0;
  }

  /** Offset entries the sender has allocated: full on data packets, 0 or full on SYNC. */
  public int pagesAlloc() {
    return segment.get(INT, at + PAGES_ALLOC_OFFSET);
  }

  /** Pages whose content is in the payload. */
  public int normalPages() {
    return segment.get(INT, at + NORMAL_PAGES_OFFSET);
  }

  /** Pages of zeroes, listed behind the normal ones and absent from the payload. */
  public int zeroPages() {
    return segment.get(INT, at + ZERO_PAGES_OFFSET);
  }

  /** The payload size field as it is; see {@link #payloadBytes()} for the size to read. */
  public int nextPacketBytes() {
    return segment.get(INT, at + NEXT_PACKET_SIZE_OFFSET);
  }

  /** The sender's running number over all channels, for information. */
  public long packetNumber() {
    return segment.get(LONG, at + PACKET_NUM_OFFSET);
  }

  /** The RAM block's name, cut at the first NUL and at 255 bytes. Allocates: for messages. */
  public String idstr() {
    byte[] name = new byte[idstrLength()];
    MemorySegment.copy(segment, BYTE, at + IDSTR_OFFSET, name, 0, name.length);
    return new String(name, StandardCharsets.UTF_8);
  }

  /**
   * Whether the RAM block's name is this one.
   *
   * @param utf8 a name without NUL
   */
  public boolean idstrEquals(byte[] utf8) {
    int length = utf8.length;
    if (length >= IDSTR_BYTES) {
      return false;
    }
    MemorySegment header = segment;
    long idstrAt = at + IDSTR_OFFSET;
    for (int i = 0; i < length; i++) {
      if (header.get(BYTE, idstrAt + i) != utf8[i]) {
        return false;
      }
    }
    return length == IDSTR_BYTES - 1 || header.get(BYTE, idstrAt + length) == 0;
  }

  /**
   * The offset in the RAM block of a page, in bytes.
   *
   * @param index the entry, normal pages first
   */
  public long pageOffset(int index) {
    Objects.checkIndex(index, pagesPerPacket);
    return segment.get(LONG, offsetEntry(index));
  }

  /**
   * Bytes of payload that follow a valid header. Without compression they follow from the number of
   * normal pages: QEMU up to 8.x leaves a former packet's size in the field.
   */
  public int payloadBytes() {
    int normal = normalPages();
    if (normal == 0) {
      return 0;
    }
    return (flags() & PacketFlags.COMPRESSION_MASK) == PacketFlags.NOCOMP
        ? normal * pageBytes
        : nextPacketBytes();
  }

  /**
   * Checks the first {@link #START_BYTES} bytes, so that a stream that is not RAM packets is
   * refused before the rest of a header is waited for.
   *
   * @throws WireException if magic or version is wrong, or the packet is device state
   */
  public void validateStart() throws WireException {
    int magic = segment.get(INT, at + MAGIC_OFFSET);
    if (magic != InitPacket.MAGIC) {
      throw WireException.mismatch("multifd packet magic", magic, InitPacket.MAGIC);
    }
    int version = segment.get(INT, at + VERSION_OFFSET);
    if (version != InitPacket.VERSION) {
      throw new WireException(
          "multifd packet version",
          Integer.toUnsignedString(version),
          Integer.toString(InitPacket.VERSION));
    }
    int flags = flags();
    if ((flags & PacketFlags.DEVICE_STATE) != 0) {
      throw new WireException(
          "multifd packet flags",
          WireException.hex(flags),
          "no DEVICE_STATE (0x40): set x-migration-multifd-transfer=off on the VFIO device");
    }
  }

  /**
   * Checks everything in the header that needs no knowledge of the RAM blocks, in QEMU's order.
   * After it the page counts fit the offset entries and {@link #payloadBytes()} is at most 1 MiB.
   * Compression and payload size are looked at only if the packet carries pages; flag bits that
   * nobody has defined are ignored.
   *
   * @param expectedCompression the configured method's {@link PacketFlags} value
   * @throws WireException naming the first field that is wrong
   */
  public void validateHead(int expectedCompression) throws WireException {
    validateStart();
    int alloc = pagesAlloc();
    if (Integer.compareUnsigned(alloc, pagesPerPacket) > 0) {
      throw count("pages_alloc", alloc, pagesPerPacket);
    }
    int normal = normalPages();
    if (Integer.compareUnsigned(normal, alloc) > 0) {
      throw count("normal_pages", normal, alloc);
    }
    int zero = zeroPages();
    if (Integer.compareUnsigned(zero, alloc - normal) > 0) {
      throw count("zero_pages", zero, alloc - normal);
    }
    if (normal + zero > 0) {
      validateCompression(expectedCompression);
    }
  }

  private void validateCompression(int expected) throws WireException {
    int flags = flags();
    if ((flags & PacketFlags.COMPRESSION_MASK) != expected) {
      throw new WireException(
          "multifd packet compression",
          PacketFlags.compressionName(flags),
          PacketFlags.compressionName(expected) + "; set multifd-compression alike on both sides");
    }
    if (expected == PacketFlags.NOCOMP) {
      return;
    }
    int size = nextPacketBytes();
    int min = normalPages() == 0 ? 0 : 1;
    int max = normalPages() == 0 ? 0 : MAX_COMPRESSED_BYTES;
    if (Integer.compareUnsigned(size, min) < 0 || Integer.compareUnsigned(size, max) > 0) {
      throw WireException.range(
          "multifd packet next_packet_size", Integer.toUnsignedLong(size), min, max);
    }
  }

  private static WireException count(String field, int found, int max) {
    return WireException.range("multifd packet " + field, Integer.toUnsignedLong(found), 0, max);
  }

  /**
   * Writes everything but the offsets of a data packet. Offsets may be put before or after, but
   * only into the entries below {@code normal + zero}.
   *
   * @param idstr the RAM block's name, at most 255 bytes
   * @param flags the compression method, see {@link PacketFlags}
   * @param normal pages in the payload
   * @param zero pages of zeroes
   * @param nextPacketBytes payload size in bytes
   * @param packetNumber the running number over all channels
   * @throws IllegalArgumentException if the name or the pages do not fit
   */
  public void encodeData(
      byte[] idstr, int flags, int normal, int zero, int nextPacketBytes, long packetNumber) {
    if (idstr.length >= IDSTR_BYTES) {
      throw new IllegalArgumentException(
          "RAM block name of " + idstr.length + " bytes: use at most " + (IDSTR_BYTES - 1));
    }
    if (normal < 0 || zero < 0 || normal > pagesPerPacket - zero) {
      throw new IllegalArgumentException(
          normal + " normal and " + zero + " zero pages: a packet holds " + pagesPerPacket);
    }
    clearEntries(normal + zero, formerPages());
    putFixed(flags, pagesPerPacket, packetNumber);
    segment.set(INT, at + NORMAL_PAGES_OFFSET, normal);
    segment.set(INT, at + NEXT_PACKET_SIZE_OFFSET, nextPacketBytes);
    segment.set(INT, at + ZERO_PAGES_OFFSET, zero);
    long idstrAt = at + IDSTR_OFFSET;
    MemorySegment.copy(idstr, 0, segment, BYTE, idstrAt, idstr.length);
    MemorySegment.copy(
        NUL_PADDING, 0, segment, BYTE, idstrAt + idstr.length, IDSTR_BYTES - idstr.length);
  }

  /**
   * Writes a SYNC packet as QEMU does since 9.0: no pages, no name, no offsets.
   *
   * @param packetNumber the running number over all channels
   */
  public void encodeSync(long packetNumber) {
    clear();
    putFixed(PacketFlags.SYNC, 0, packetNumber);
  }

  /**
   * Writes one offset entry.
   *
   * @param index the entry, normal pages first
   * @param offset the page's offset in its RAM block, in bytes
   */
  public void putPageOffset(int index, long offset) {
    Objects.checkIndex(index, pagesPerPacket);
    segment.set(LONG, offsetEntry(index), offset);
  }

  /**
   * Writes the offset entries of pages that lie side by side in their RAM block.
   *
   * @param index the first entry
   * @param firstOffset the first page's offset in its RAM block, in bytes
   * @param pages how many
   */
  public void putConsecutiveOffsets(int index, long firstOffset, int pages) {
    Objects.checkFromIndexSize(index, pages, pagesPerPacket);
    MemorySegment header = segment;
    long entry = offsetEntry(index);
    long offset = firstOffset;
    for (int i = 0; i < pages; i++) {
      header.set(LONG, entry + (long) i * Long.BYTES, offset);
      offset += pageBytes;
    }
  }

  /** Zeroes the whole header, which makes memory of unknown content fit to encode in. */
  public void clear() {
    clearLongs(at, headerBytes / Long.BYTES);
  }

  private void putFixed(int flags, int pagesAlloc, long packetNumber) {
    segment.set(INT, at + MAGIC_OFFSET, InitPacket.MAGIC);
    segment.set(INT, at + VERSION_OFFSET, InitPacket.VERSION);
    segment.set(INT, at + FLAGS_OFFSET, flags);
    segment.set(INT, at + PAGES_ALLOC_OFFSET, pagesAlloc);
    segment.set(LONG, at + PACKET_NUM_OFFSET, packetNumber);
  }

  /** How many offset entries the header that was encoded here last has filled. */
  private int formerPages() {
    long pages = Integer.toUnsignedLong(normalPages()) + Integer.toUnsignedLong(zeroPages());
    return (int) Math.min(pages, pagesPerPacket);
  }

  private void clearEntries(int from, int to) {
    clearLongs(offsetEntry(from), to - from);
  }

  private void clearLongs(long from, int longs) {
    MemorySegment header = segment;
    for (int i = 0; i < longs; i++) {
      header.set(LONG, from + (long) i * Long.BYTES, 0L);
    }
  }

  private long offsetEntry(int index) {
    return at + OFFSETS_OFFSET + (long) index * Long.BYTES;
  }

  private int idstrLength() {
    int length = 0;
    while (length < IDSTR_BYTES - 1 && segment.get(BYTE, at + IDSTR_OFFSET + length) != 0) {
      length++;
    }
    return length;
  }
}

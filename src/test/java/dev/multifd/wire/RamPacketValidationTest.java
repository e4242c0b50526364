package dev.multifd.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a receiver must refuse in a packet's head, and what it must put up with. */
class RamPacketValidationTest {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final byte[] RAM0 = "ram0".getBytes(UTF_8);

  private final MemorySegment segment = Arena.ofAuto().allocate(1344);
  private final RamPacket packet = new RamPacket(PacketGeometry.X86).wrap(segment, 0);

  private void set(int field, int value) {
    segment.set(INT, field, value);
  }

  private void assertRefused(int compression, String message) {
    assertThatThrownBy(() -> packet.validateHead(compression))
        .isInstanceOf(WireException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0x51455650 | multifd packet magic is 0x51455650, expected 0x11223344",
        "4 | 2 | multifd packet version is 2, expected 1",
        "4 | -1 | multifd packet version is 4294967295, expected 1",
        "8 | 0x41 | multifd packet flags is 0x00000041, expected no DEVICE_STATE (0x40): set"
            + " x-migration-multifd-transfer=off on the VFIO device",
        "12 | 129 | multifd packet pages_alloc is 129, expected 0..128",
        "12 | -1 | multifd packet pages_alloc is 4294967295, expected 0..128",
        "12 | 0 | multifd packet normal_pages is 1, expected 0",
        "16 | 129 | multifd packet normal_pages is 129, expected 0..128",
        "16 | 0x80000000 | multifd packet normal_pages is 2147483648, expected 0..128",
        "32 | 128 | multifd packet zero_pages is 128, expected 0..127",
        "32 | -1 | multifd packet zero_pages is 4294967295, expected 0..127",
        "8 | 2 | multifd packet compression is zlib, expected none; set multifd-compression alike"
            + " on both sides",
        "8 | 0x20 | multifd packet compression is qatzip, expected none; set multifd-compression"
            + " alike on both sides",
        "8 | 0x3e | multifd packet compression is 0x3e, expected none; set multifd-compression"
            + " alike on both sides",
      })
  void refusesUncompressedPacketsWith(int field, String value, String message) {
    packet.encodeData(RAM0, PacketFlags.NOCOMP, 1, 0, 4096, 0);
    set(field, Long.decode(value).intValue());

    assertRefused(PacketFlags.NOCOMP, message);
  }

  @Test
  void checksInQemusOrder() {
    set(RamPacket.MAGIC_OFFSET, 1);
    set(RamPacket.VERSION_OFFSET, 9);
    set(RamPacket.FLAGS_OFFSET, PacketFlags.DEVICE_STATE | PacketFlags.ZSTD);
    set(RamPacket.PAGES_ALLOC_OFFSET, 127);
    set(RamPacket.NORMAL_PAGES_OFFSET, 128);
    set(RamPacket.ZERO_PAGES_OFFSET, 129);

    assertThatThrownBy(() -> packet.validateHead(0)).hasMessageContaining(" magic ");
    set(RamPacket.MAGIC_OFFSET, InitPacket.MAGIC);
    assertThatThrownBy(() -> packet.validateHead(0)).hasMessageContaining(" version ");
    set(RamPacket.VERSION_OFFSET, InitPacket.VERSION);
    assertThatThrownBy(() -> packet.validateHead(0)).hasMessageContaining(" flags ");
    set(RamPacket.FLAGS_OFFSET, PacketFlags.ZSTD);
    assertThatThrownBy(() -> packet.validateHead(0)).hasMessageContaining(" normal_pages ");
    set(RamPacket.NORMAL_PAGES_OFFSET, 1);
    assertThatThrownBy(() -> packet.validateHead(0)).hasMessageContaining(" zero_pages ");
    set(RamPacket.ZERO_PAGES_OFFSET, 0);
    assertThatThrownBy(() -> packet.validateHead(0)).hasMessageContaining(" compression ");
  }

  @Test
  void refusesTheWrongCompressionEvenForZeroPages() {
    packet.encodeData(RAM0, PacketFlags.NOCOMP, 0, 1, 0, 0);

    assertRefused(
        PacketFlags.ZLIB,
        "multifd packet compression is none, expected zlib; set multifd-compression alike on both"
            + " sides");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 0 | 1048577 | multifd packet next_packet_size is 1048577, expected 1..1048576",
        "1 | 0 | -1 | multifd packet next_packet_size is 4294967295, expected 1..1048576",
        "1 | 0 | 0 | multifd packet next_packet_size is 0, expected 1..1048576",
        "0 | 1 | 5 | multifd packet next_packet_size is 5, expected 0",
      })
  void refusesCompressedPacketsOfSize(int normal, int zero, int size, String message) {
    packet.encodeData(RAM0, PacketFlags.ZSTD, normal, zero, size, 0);

    assertRefused(PacketFlags.ZSTD, message);
  }

  @Test
  void acceptsTheLargestCompressedPayload() throws WireException {
    packet.encodeData(RAM0, PacketFlags.ZLIB, 128, 0, 1 << 20, 0);

    packet.validateHead(PacketFlags.ZLIB);

    assertThat(packet.payloadBytes()).isEqualTo(1 << 20);
  }

  @Test
  void acceptsAnAllocationOfJustThePagesCarried() throws WireException {
    packet.encodeData(RAM0, PacketFlags.NOCOMP, 1, 0, 4096, 0);
    set(RamPacket.PAGES_ALLOC_OFFSET, 1);

    packet.validateHead(PacketFlags.NOCOMP);

    assertThat(packet.payloadBytes()).isEqualTo(4096);
  }

  @Test
  void ignoresUndefinedFlagsAndReservedFields() throws WireException {
    packet.encodeData(RAM0, PacketFlags.NOCOMP | 0x8000_0100, 1, 0, 4096, 0);
    segment.asSlice(RamPacket.RESERVED_OFFSET, 28).fill((byte) 0xff);

    packet.validateHead(PacketFlags.NOCOMP);

    assertThat(packet.payloadBytes()).isEqualTo(4096);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1048577"})
  void ignoresTheSizeFieldWithoutCompression(int size) throws WireException {
    packet.encodeData(RAM0, PacketFlags.NOCOMP, 3, 0, size, 0);

    packet.validateHead(PacketFlags.NOCOMP);

    assertThat(packet.payloadBytes()).isEqualTo(3 * 4096);
  }

  @Test
  void looksAtNeitherCompressionNorSizeWithoutPages() throws WireException {
    packet.encodeData(new byte[0], PacketFlags.ZSTD | PacketFlags.SYNC, 0, 0, -1, 0);

    packet.validateHead(PacketFlags.ZLIB);

    assertThat(packet.isSync()).isTrue();
    assertThat(packet.payloadBytes()).isZero();
  }

  @Test
  void acceptsAModernSyncUnderEveryMethod() throws WireException {
    packet.encodeSync(1);

    packet.validateHead(PacketFlags.ZLIB);
    packet.validateHead(PacketFlags.NOCOMP);

    assertThat(packet.pagesAlloc()).isZero();
  }

  @Test
  void acceptsTheOldSyncThatRidesOnPages() throws WireException {
    packet.encodeData(RAM0, PacketFlags.ZLIB | PacketFlags.SYNC, 2, 0, 600, 1);

    packet.validateHead(PacketFlags.ZLIB);

    assertThat(packet.isSync()).isTrue();
    assertThat(packet.payloadBytes()).isEqualTo(600);
  }

  @Test
  void theFirstTwelveBytesTellDeviceStateFromRam() throws WireException {
    packet.encodeSync(1);
    packet.validateStart();

    set(RamPacket.FLAGS_OFFSET, PacketFlags.DEVICE_STATE);
    assertThatThrownBy(packet::validateStart)
        .isInstanceOf(WireException.class)
        .hasMessageContaining("DEVICE_STATE");
  }
}

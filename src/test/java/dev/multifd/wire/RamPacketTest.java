package dev.multifd.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RamPacketTest {
  private static final byte[] RAM0 = "ram0".getBytes(UTF_8);
  private static final int PAGES = 128;
  private static final int HEADER_BYTES = 1344;

  /** Not aligned to anything, so that no access can rely on it. */
  private static final long AT = 5;

  private final MemorySegment segment = Arena.ofAuto().allocate(AT + HEADER_BYTES + 1);
  private final RamPacket packet = new RamPacket(PacketGeometry.X86).wrap(segment, AT);

  private String header() {
    return Hex.of(segment, AT, HEADER_BYTES);
  }

  @Test
  void allZeroPacketIsTheOneQemuSent() {
    packet.encodeData(RAM0, PacketFlags.NOCOMP, 0, 128, 0, 3);
    packet.putConsecutiveOffsets(0, 0, 128);

    assertThat(header())
        .hasSize(2 * HEADER_BYTES)
        .startsWith(
            Hex.compact(
                """
                11223344 00000001 00000000 00000080 00000000 00000000 0000000000000003 00000080
                00000000 000000000000000000000000000000000000000000000000
                72616d30 00000000
                """))
        .endsWith(Hex.compact("000000000007d000 000000000007e000 000000000007f000"));
  }

  @Test
  void dataPacketHasNormalOffsetsThenZeroOffsetsThenNothing() {
    packet.encodeData(RAM0, PacketFlags.ZSTD, 2, 1, 0x1234, 0x0102030405060708L);
    packet.putPageOffset(0, 0x1f3000);
    packet.putPageOffset(1, 0x1e3000);
    packet.putPageOffset(2, 0xabcdef0001000L);

    String golden =
        Hex.compact(
                """
                11223344 00000001 00000004 00000080 00000002 00001234 0102030405060708 00000001
                """)
            + "00".repeat(28)
            + "72616d30"
            + "00".repeat(252)
            + Hex.compact("00000000001f3000 00000000001e3000 000abcdef0001000")
            + "00".repeat(125 * 8);
    assertThat(header()).isEqualTo(golden);
  }

  @Test
  void syncIsPagelessAndWipesWhatTheMemoryHeld() {
    segment.fill((byte) 0xee);

    packet.encodeSync(7);

    assertThat(header())
        .isEqualTo(
            Hex.compact("11223344 00000001 00000001 00000000 00000000 00000000 0000000000000007")
                + "00".repeat(HEADER_BYTES - 32));
    assertThat(packet.isSync()).isTrue();
    assertThat(packet.payloadBytes()).isZero();
    assertThat(segment.get(ValueLayout.JAVA_BYTE, AT - 1)).isEqualTo((byte) 0xee);
    assertThat(segment.get(ValueLayout.JAVA_BYTE, AT + HEADER_BYTES)).isEqualTo((byte) 0xee);
  }

  @Test
  void sixtyFourKibibytePagesMakeShortHeaders() {
    MemorySegment small = Arena.ofAuto().allocate(384);
    RamPacket eight = new RamPacket(new PacketGeometry(65_536)).wrap(small, 0);

    eight.encodeData(RAM0, PacketFlags.NOCOMP, 8, 0, 524_288, 0);
    eight.putConsecutiveOffsets(0, 0x10000, 8);

    assertThat(eight.pagesAlloc()).isEqualTo(8);
    assertThat(eight.payloadBytes()).isEqualTo(524_288);
    assertThat(Hex.of(small, 376, 8)).isEqualTo("0000000000080000");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> eight.pageOffset(8));
  }

  @Test
  void aHeaderMustFitTheMemory() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> packet.wrap(segment, AT + 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> packet.wrap(segment, -1));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "0, 1", "127, 0", "127, 1", "1, 127", "128, 0", "0, 128", "64, 64"})
  void pageCountsAndOffsetsComeBack(int normal, int zero) throws WireException {
    packet.encodeData(RAM0, PacketFlags.NOCOMP, normal, zero, normal * 4096, 42);
    packet.putConsecutiveOffsets(0, 1L << 40, normal);
    for (int i = normal; i < normal + zero; i++) {
      packet.putPageOffset(i, i * 8192L);
    }

    packet.validateHead(PacketFlags.NOCOMP);

    assertThat(packet.flags()).isZero();
    assertThat(packet.isSync()).isFalse();
    assertThat(packet.pagesAlloc()).isEqualTo(PAGES);
    assertThat(packet.normalPages()).isEqualTo(normal);
    assertThat(packet.zeroPages()).isEqualTo(zero);
    assertThat(packet.nextPacketBytes()).isEqualTo(normal * 4096);
    assertThat(packet.payloadBytes()).isEqualTo(normal * 4096);
    assertThat(packet.packetNumber()).isEqualTo(42);
    for (int i = 0; i < PAGES; i++) {
      long expected = i < normal ? (1L << 40) + i * 4096L : i < normal + zero ? i * 8192L : 0;
      assertThat(packet.pageOffset(i)).as("entry %d", i).isEqualTo(expected);
    }
  }

  @Test
  void aSmallerPacketLeavesNothingOfTheFormerOne() {
    packet.encodeData("/rom@etc/acpi/tables".getBytes(UTF_8), PacketFlags.ZLIB, 100, 28, 999, 1);
    packet.putConsecutiveOffsets(0, 4096, 128);
    packet.encodeData(RAM0, PacketFlags.NOCOMP, 1, 2, 4096, 2);
    packet.putConsecutiveOffsets(0, 0x5000, 3);
    String reused = header();

    segment.fill((byte) 0);
    packet.encodeData(RAM0, PacketFlags.NOCOMP, 1, 2, 4096, 2);
    packet.putConsecutiveOffsets(0, 0x5000, 3);

    assertThat(reused).isEqualTo(header());
  }

  @Test
  void offsetsMayBePutBeforeTheHead() {
    packet.putConsecutiveOffsets(0, 0x5000, 3);
    packet.encodeData(RAM0, PacketFlags.NOCOMP, 3, 0, 3 * 4096, 0);

    assertThat(packet.pageOffset(0)).isEqualTo(0x5000);
    assertThat(packet.pageOffset(2)).isEqualTo(0x7000);
  }

  @Test
  void clearedMemoryOfAnyContentIsFitToEncodeIn() {
    segment.fill((byte) 0xee);
    packet.clear();
    packet.encodeData(RAM0, PacketFlags.NOCOMP, 1, 0, 4096, 0);

    assertThat(packet.pageOffset(127)).isZero();
    assertThat(segment.get(ValueLayout.JAVA_BYTE, AT + RamPacket.RESERVED_OFFSET)).isZero();
  }

  @Test
  void staleSizeCountsOnlyForCompressedPages() {
    packet.encodeData(RAM0, PacketFlags.NOCOMP, 2, 0, -1, 0);
    assertThat(packet.payloadBytes()).isEqualTo(8192);

    packet.encodeData(RAM0, PacketFlags.ZLIB, 2, 0, 77, 0);
    assertThat(packet.payloadBytes()).isEqualTo(77);

    packet.encodeData(RAM0, PacketFlags.ZLIB, 0, 0, 77, 0);
    assertThat(packet.payloadBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 254, 255})
  void namesComeBack(int length) {
    String name = "n".repeat(length);
    packet.encodeData(name.getBytes(UTF_8), PacketFlags.NOCOMP, 0, 1, 0, 0);

    assertThat(packet.idstr()).isEqualTo(name);
    assertThat(packet.idstrEquals(name.getBytes(UTF_8))).isTrue();
    assertThat(packet.idstrEquals((name + "n").getBytes(UTF_8))).isFalse();
    assertThat(packet.idstrEquals((name + "x").getBytes(UTF_8))).isFalse();
    if (length > 0) {
      assertThat(packet.idstrEquals(name.substring(1).getBytes(UTF_8))).isFalse();
      assertThat(packet.idstrEquals((name.substring(1) + "x").getBytes(UTF_8))).isFalse();
    }
  }

  @Test
  void unterminatedNameIsCutAt255Bytes() {
    segment.asSlice(AT + RamPacket.IDSTR_OFFSET, RamPacket.IDSTR_BYTES).fill((byte) 'n');

    assertThat(packet.idstr()).isEqualTo("n".repeat(255));
    assertThat(packet.idstrEquals("n".repeat(255).getBytes(UTF_8))).isTrue();
    assertThat(packet.idstrEquals("n".repeat(256).getBytes(UTF_8))).isFalse();
  }

  @Test
  void refusesToEncodeWhatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packet.encodeData(new byte[256], 0, 1, 0, 4096, 0))
        .withMessage("RAM block name of 256 bytes: use at most 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packet.encodeData(RAM0, 0, 128, 1, 0, 0))
        .withMessage("128 normal and 1 zero pages: a packet holds 128");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packet.encodeData(RAM0, 0, -1, 1, 0, 0))
        .withMessage("-1 normal and 1 zero pages: a packet holds 128");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packet.encodeData(RAM0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> packet.putPageOffset(128, 0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> packet.putConsecutiveOffsets(1, 0, 128));
  }
}

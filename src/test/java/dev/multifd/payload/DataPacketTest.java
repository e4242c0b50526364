package dev.multifd.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.SystemCallException;
import dev.multifd.wire.PacketFlags;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import dev.multifd.wire.WireException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataPacketTest {
  private final GuestRam ram;
  private final RamBlock block;
  private final RamBlock rom;
  private final RecordingPacking packing = new RecordingPacking();
  private final DataPacket packet =
      new DataPacket(CompressionMethod.NONE, packing, Compression.NONE.encoder(packing));

  DataPacketTest() throws SystemCallException {
    ram = Blocks.map();
    block = ram.blocks().get(0);
    rom = ram.blocks().get(1);
  }

  @AfterEach
  void unmap() {
    ram.close();
  }

  /** The header of the sealed packet. */
  private RamPacket header() throws WireException {
    RamPacket header = new RamPacket(PacketGeometry.X86).wrap(packing.header(), 0);
    header.validateHead(PacketFlags.NOCOMP);
    return header;
  }

  private String piece(long offset, int pages) {
    return Long.toHexString(block.memory().address() + offset) + "+" + pages * 4096L;
  }

  @Test
  void listsNormalPagesFirstAndGivesThemToThePacking() throws WireException {
    packet.begin(block);
    packet.addNormal(0x5000, 2);
    packet.addNormal(0x7000, 1);
    packet.addNormal(0x1000, 1);
    packet.addZero(0x9000);
    packet.addZero(0x2000);
    assertThat(packet.normalPages()).isEqualTo(4);
    assertThat(packet.zeroPages()).isEqualTo(2);
    assertThat(packet.room()).isEqualTo(122);
    int bytes = packet.seal(77);
    RamPacket header = header();
    assertThat(header.idstr()).isEqualTo("ram");
    assertThat(header.packetNumber()).isEqualTo(77);
    assertThat(header.normalPages()).isEqualTo(4);
    assertThat(header.zeroPages()).isEqualTo(2);
    assertThat(header.pagesAlloc()).isEqualTo(128);
    assertThat(header.nextPacketBytes()).isEqualTo(4 * 4096);
    long[] offsets = {0x5000, 0x6000, 0x7000, 0x1000, 0x9000, 0x2000};
    for (int i = 0; i < 128; i++) {
      assertThat(header.pageOffset(i)).as("entry %d", i).isEqualTo(i < 6 ? offsets[i] : 0);
    }
    assertThat(packing.pieces())
        .containsExactly(piece(0x5000, 2), piece(0x7000, 1), piece(0x1000, 1));
    assertThat(bytes).isEqualTo(4 * 4096);
  }

  @Test
  void holds128PagesOfWhichNoneTouches() throws WireException {
    packet.begin(block);
    for (int i = 0; i < 128; i++) {
      assertThat(packet.room()).isEqualTo(128 - i);
      packet.addNormal(i * 0x2000L, 1);
    }
    assertThat(packet.room()).isZero();
    packet.seal(0);
    assertThat(packing.pieces()).hasSize(128);
    assertThat(header().normalPages()).isEqualTo(128);
  }

  @Test
  void holds128ZeroPages() throws WireException {
    packet.begin(rom);
    for (int i = 0; i < 128; i++) {
      packet.addZero(i * 0x1000L);
    }
    assertThat(packet.room()).isZero();
    assertThat(packet.seal(0)).isZero();
    assertThat(packing.pieces()).as("no payload").isEmpty();
    assertThat(header().nextPacketBytes()).isZero();
    assertThat(header().idstr()).isEqualTo("rom");
  }

  @Test
  void refusesPage129() {
    packet.begin(block);
    packet.addNormal(0, 127);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> packet.addNormal(0x80_0000, 2));
    packet.addZero(0x7f_0000);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> packet.addZero(0x80_0000));
  }

  /** A fuller packet before it, of another block, leaves nothing in its header. */
  @Test
  void forgetsTheFormerPacket() throws WireException {
    packet.begin(block);
    packet.addNormal(0x10_0000, 128);
    packet.seal(1);
    packing.end();
    packet.begin(rom);
    assertThat(packet.isEmpty()).isTrue();
    packet.addNormal(0, 1);
    int bytes = packet.seal(2);
    RamPacket header = header();
    assertThat(header.idstr()).isEqualTo("rom");
    for (int i = 0; i < 128; i++) {
      assertThat(header.pageOffset(i)).as("entry %d", i).isZero();
    }
    assertThat(bytes).isEqualTo(4096);

    packet.restart();
    assertThat(packet.isEmpty()).isTrue();
    assertThat(packet.block()).isSameAs(rom);
    assertThat(packet.room()).isEqualTo(128);
  }

  @Test
  void mustBeBegun() {
    assertThat(packet.block()).isNull();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> packet.seal(0));
  }
}

package dev.multifd.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Iovec;
import dev.multifd.io.SystemCallException;
import dev.multifd.wire.PacketFlags;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import dev.multifd.wire.WireException;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataPacketTest {
  private static final int HEADER_BYTES = 1344;

  private final GuestRam ram;
  private final RamBlock block;
  private final RamBlock rom;
  private final DataPacket packet = new DataPacket();

  DataPacketTest() throws SystemCallException {
    ram = Blocks.map();
    block = ram.blocks().get(0);
    rom = ram.blocks().get(1);
  }

  @AfterEach
  void unmap() {
    ram.close();
  }

  /** The header of a sealed packet: the first entry of its IOV. */
  @SuppressWarnings("restricted")
  private static RamPacket header(Iovec iov) throws WireException {
    assertThat(iov.length(0)).isEqualTo(HEADER_BYTES);
    RamPacket header =
        new RamPacket(PacketGeometry.X86)
            .wrap(MemorySegment.ofAddress(iov.address(0)).reinterpret(HEADER_BYTES), 0);
    header.validateHead(PacketFlags.NOCOMP);
    return header;
  }

  @Test
  void listsNormalPagesFirstAndMergesNeighbours() throws WireException {
    packet.begin(block);
    packet.addNormal(0x5000, 2);
    packet.addNormal(0x7000, 1);
    packet.addNormal(0x1000, 1);
    packet.addZero(0x9000);
    packet.addZero(0x2000);
    assertThat(packet.normalPages()).isEqualTo(4);
    assertThat(packet.zeroPages()).isEqualTo(2);
    assertThat(packet.room()).isEqualTo(122);
    Iovec iov = packet.seal(77);
    RamPacket header = header(iov);
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
    assertThat(iov.size()).as("header, 0x5000..0x7fff, 0x1000").isEqualTo(3);
    assertThat(iov.address(1)).isEqualTo(block.memory().address() + 0x5000);
    assertThat(iov.length(1)).isEqualTo(3 * 4096);
    assertThat(iov.address(2)).isEqualTo(block.memory().address() + 0x1000);
    assertThat(iov.bytes()).isEqualTo(HEADER_BYTES + 4 * 4096);
  }

  @Test
  void holds128PagesOfWhichNoneTouches() throws WireException {
    packet.begin(block);
    for (int i = 0; i < 128; i++) {
      assertThat(packet.room()).isEqualTo(128 - i);
      packet.addNormal(i * 0x2000L, 1);
    }
    assertThat(packet.room()).isZero();
    Iovec iov = packet.seal(0);
    assertThat(iov.size()).isEqualTo(129);
    assertThat(header(iov).normalPages()).isEqualTo(128);
  }

  @Test
  void holds128ZeroPages() throws WireException {
    packet.begin(rom);
    for (int i = 0; i < 128; i++) {
      packet.addZero(i * 0x1000L);
    }
    assertThat(packet.room()).isZero();
    Iovec iov = packet.seal(0);
    assertThat(iov.size()).as("no payload").isOne();
    assertThat(header(iov).nextPacketBytes()).isZero();
    assertThat(header(iov).idstr()).isEqualTo("rom");
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
    packet.begin(rom);
    assertThat(packet.isEmpty()).isTrue();
    packet.addNormal(0, 1);
    Iovec iov = packet.seal(2);
    RamPacket header = header(iov);
    assertThat(header.idstr()).isEqualTo("rom");
    for (int i = 0; i < 128; i++) {
      assertThat(header.pageOffset(i)).as("entry %d", i).isZero();
    }
    assertThat(iov.bytes()).isEqualTo(HEADER_BYTES + 4096);

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

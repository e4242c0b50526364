package dev.multifd.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.SystemCallException;
import dev.multifd.wire.PacketFlags;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import dev.multifd.wire.WireException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroPacketsTest {
  private static final int HEADER_BYTES = 1344;

  private final GuestRam ram;
  private final RamBlock block;
  private final RamBlock rom;
  private final AtomicLong numbers = new AtomicLong(40);
  private final ZeroPackets packets =
      new ZeroPackets(CompressionMethod.NONE, numbers::getAndIncrement);

  ZeroPacketsTest() throws SystemCallException {
    ram = Blocks.map();
    block = ram.blocks().get(0);
    rom = ram.blocks().get(1);
  }

  @AfterEach
  void unmap() {
    ram.close();
  }

  @SuppressWarnings("restricted")
  private RamPacket packet(int index) throws WireException {
    MemorySegment all = MemorySegment.ofAddress(packets.address()).reinterpret(packets.bytes());
    RamPacket packet = new RamPacket(PacketGeometry.X86).wrap(all, (long) index * HEADER_BYTES);
    packet.validateHead(PacketFlags.NOCOMP);
    assertThat(packet.normalPages()).isZero();
    assertThat(packet.nextPacketBytes()).isZero();
    for (int i = packet.zeroPages(); i < 128; i++) {
      assertThat(packet.pageOffset(i)).as("unused entry %d", i).isZero();
    }
    return packet;
  }

  /** Adds a run as a sender does: what does not fit goes to the next packet. */
  private void addRun(RamBlock of, long firstPage, int pages) {
    long page = firstPage;
    int left = pages;
    while (left > 0) {
      int taken = packets.add(of, page << RamBlock.PAGE_BITS, left);
      assertThat(taken).isBetween(1, Math.min(left, 128));
      page += taken;
      left -= taken;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 129, 256, 257})
  void cutsARunIntoPackets(int pages) throws WireException {
    addRun(block, 5, pages);
    packets.seal();
    assertThat(packets.packets()).isEqualTo((pages + 127) / 128);
    assertThat(packets.pages()).isEqualTo(pages);
    assertThat(packets.bytes()).isEqualTo(packets.packets() * (long) HEADER_BYTES);
    long expected = 5;
    for (int i = 0; i < packets.packets(); i++) {
      RamPacket packet = packet(i);
      assertThat(packet.idstr()).isEqualTo("ram");
      assertThat(packet.packetNumber()).isEqualTo(40 + i);
      for (int entry = 0; entry < packet.zeroPages(); entry++) {
        assertThat(packet.pageOffset(entry)).isEqualTo(expected++ << RamBlock.PAGE_BITS);
      }
    }
    assertThat(expected).isEqualTo(5 + pages);
  }

  @Test
  void aFullPacketIsSealedByItself() {
    addRun(block, 0, 127);
    assertThat(packets.packets()).isZero();
    addRun(block, 127, 1);
    assertThat(packets.packets()).isOne();
    packets.seal();
    assertThat(packets.packets()).as("nothing is open").isOne();
    assertThat(numbers).as("numbers are not wasted").hasValue(41);
  }

  @Test
  void anotherBlockBeginsAnotherPacket() throws WireException {
    addRun(block, 7, 3);
    addRun(rom, 0, 2);
    addRun(block, 10, 1);
    packets.seal();
    assertThat(packets.packets()).isEqualTo(3);
    assertThat(packet(0).idstr()).isEqualTo("ram");
    assertThat(packet(0).zeroPages()).isEqualTo(3);
    assertThat(packet(1).idstr()).isEqualTo("rom");
    assertThat(packet(1).zeroPages()).isEqualTo(2);
    assertThat(packet(2).idstr()).isEqualTo("ram");
    assertThat(packet(2).pageOffset(0)).isEqualTo(0xa000);
  }

  @Test
  void sixteenPacketsAreAllThatLeaveTogether() throws WireException {
    addRun(block, 0, 16 * 128);
    assertThat(packets.isFull()).isTrue();
    assertThat(packets.packets()).isEqualTo(ZeroPackets.MAX_PACKETS);
    assertThat(packet(15).pageOffset(127)).isEqualTo(2047L << RamBlock.PAGE_BITS);
    packets.clear();
    assertThat(packets.isFull()).isFalse();
    assertThat(packets.pages()).isZero();
    assertThat(packets.bytes()).isZero();
    addRun(block, 2048, 1);
    packets.seal();
    assertThat(packet(0).zeroPages()).as("stale entries are gone").isOne();
  }

  /** A change of block seals packet 16: the new block's pages must wait for the write. */
  @Test
  void aChangeOfBlockMayFillIt() throws WireException {
    addRun(block, 0, 15 * 128 + 5);
    assertThat(packets.isFull()).isFalse();
    assertThat(packets.add(rom, 0, 9)).as("taken").isZero();
    assertThat(packets.isFull()).isTrue();
    assertThat(packets.pages()).isEqualTo(15 * 128 + 5);
    packets.clear();
    assertThat(packets.add(rom, 0, 9)).isEqualTo(9);
    packets.seal();
    assertThat(packet(0).idstr()).isEqualTo("rom");
    assertThat(packet(0).zeroPages()).isEqualTo(9);
  }

  @Test
  void sealingNothingIsNothing() {
    packets.seal();
    assertThat(packets.packets()).isZero();
    assertThat(numbers).hasValue(40);
  }
}

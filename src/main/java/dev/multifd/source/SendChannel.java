package dev.multifd.source;

import dev.multifd.counters.Latencies;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.StreamOutput;
import dev.multifd.payload.DataPacket;
import dev.multifd.payload.ZeroPackets;
import dev.multifd.wire.InitPacket;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * One multifd channel's sending side (QEMU {@code MultiFDSendParams}, {@code multifd_send_thread}):
 * makes packets of pages and writes them. One thread uses it.
 */
final class SendChannel {
  final SendCounters counters = new SendCounters();

  private final int id;
  private final StreamOutput output;
  private final Clock clock;
  private final LongSupplier packetNumbers;
  private final DataPacket data = new DataPacket();
  private final ZeroPackets zeroes;
  private final MemorySegment control =
      Arena.ofAuto().allocate(PacketGeometry.X86.headerBytes(), 64);

  SendChannel(int id, StreamOutput output, Clock clock, LongSupplier packetNumbers) {
    this.id = id;
    this.output = output;
    this.clock = clock;
    this.packetNumbers = packetNumbers;
    this.zeroes = new ZeroPackets(packetNumbers);
  }

  int id() {
    return id;
  }

  void sendHello(UUID vm) throws IOException {
    InitPacket.encode(control, 0, vm, id);
    write(control.address(), InitPacket.BYTES);
  }

  void sendSync() throws IOException {
    new RamPacket(PacketGeometry.X86).wrap(control, 0).encodeSync(packetNumbers.getAsLong());
    write(control.address(), PacketGeometry.X86.headerBytes());
    counters.syncs.add(1);
  }

  /**
   * Sends a batch as one packet.
   *
   * @param normal how many of its pages, the first ones, are normal; the rest are zero
   */
  void send(PageBatch batch, int normal) throws IOException {
    data.begin(batch.block());
    for (int i = 0; i < normal; i++) {
      data.addNormal(batch.offset(i), 1);
    }
    for (int i = normal; i < batch.count(); i++) {
      data.addZero(batch.offset(i));
    }
    writeData();
  }

  /**
   * Adds the pages of a claim to packets of normal pages and packets of zero pages, and writes
   * those that are full. {@link #flush} writes the rest.
   */
  void send(Claim claim) throws IOException {
    RamBlock block = claim.block();
    if (data.block() != block) {
      flushData();
      data.begin(block);
    }
    for (int word = 0; word < claim.words(); word++) {
      long dirty = claim.dirty[word];
      if (dirty != 0) {
        addZeroes(block, claim.offset(word), dirty & claim.zero[word]);
        addNormals(claim.offset(word), dirty & ~claim.zero[word]);
      }
    }
  }

  private void addZeroes(RamBlock block, long wordOffset, long bits) throws IOException {
    long left = bits;
    while (left != 0) {
      int first = Long.numberOfTrailingZeros(left);
      int run = Long.numberOfTrailingZeros(~(left >>> first));
      long offset = wordOffset + ((long) first << RamBlock.PAGE_BITS);
      int taken = zeroes.add(block, offset, run);
      if (zeroes.isFull()) {
        writeZeroes();
      }
      left &= ~mask(first, taken);
    }
  }

  private void addNormals(long wordOffset, long bits) throws IOException {
    long left = bits;
    while (left != 0) {
      int first = Long.numberOfTrailingZeros(left);
      int run = Math.min(Long.numberOfTrailingZeros(~(left >>> first)), data.room());
      data.addNormal(wordOffset + ((long) first << RamBlock.PAGE_BITS), run);
      if (data.room() == 0) {
        writeData();
      }
      left &= ~mask(first, run);
    }
  }

  /** {@code count} ones from bit {@code first} on; {@code count} may be 0 or 64. */
  private static long mask(int first, int count) {
    return count == Long.SIZE ? -1L : ((1L << count) - 1) << first;
  }

  /** Writes the packets that claims have left unfilled. */
  void flush() throws IOException {
    flushData();
    zeroes.seal();
    writeZeroes();
  }

  private void flushData() throws IOException {
    if (!data.isEmpty()) {
      writeData();
    }
  }

  private void writeData() throws IOException {
    int normal = data.normalPages();
    int zero = data.zeroPages();
    var iov = data.seal(packetNumbers.getAsLong());
    long bytes = iov.bytes();
    long fromNs = System.nanoTime();
    output.writeFully(iov);
    Latencies.record(counters.sendLatency, System.nanoTime() - fromNs);
    book(bytes, 1, normal, zero);
    data.restart();
  }

  private void writeZeroes() throws IOException {
    if (zeroes.packets() == 0) {
      return;
    }
    long fromNs = System.nanoTime();
    output.writeFully(zeroes.address(), zeroes.bytes());
    Latencies.record(counters.sendLatency, System.nanoTime() - fromNs);
    book(zeroes.bytes(), zeroes.packets(), 0, zeroes.pages());
    zeroes.clear();
  }

  private void book(long bytes, int packets, int normal, int zero) {
    counters.bytes.add(clock.phase(), bytes);
    counters.packets.add(packets);
    counters.normalPages.add(normal);
    counters.zeroPages.add(zero);
  }

  private void write(long address, long bytes) throws IOException {
    output.writeFully(address, bytes);
    counters.bytes.add(clock.phase(), bytes);
  }
}

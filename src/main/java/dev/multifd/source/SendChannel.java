package dev.multifd.source;

import dev.multifd.counters.Latencies;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.StreamOutput;
import dev.multifd.payload.Compression;
import dev.multifd.payload.DataPacket;
import dev.multifd.payload.Packing;
import dev.multifd.payload.PayloadEncoder;
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
final class SendChannel implements AutoCloseable {
  final SendCounters counters = new SendCounters();

  /** What it is said to have sent. */
  final Ledger ledger;

  private final int id;
  private final StreamOutput output;
  private final Clock clock;
  private final LongSupplier packetNumbers;
  private final Packing packing;
  private final PayloadEncoder encoder;
  private final DataPacket data;
  private final ZeroPackets zeroes;
  private final MemorySegment control =
      Arena.ofAuto().allocate(PacketGeometry.X86.headerBytes(), 64);

  /** What the packing holds back: not booked before it is written. */
  private long heldBytes;

  private long heldPayloadBytes;
  private int heldPackets;
  private int heldNormalPages;
  private int heldZeroPages;

  /**
   * @param packing writes data packets to {@code output}
   */
  SendChannel(
      int id,
      StreamOutput output,
      Packing packing,
      Compression compression,
      Accounting accounting,
      Clock clock,
      LongSupplier packetNumbers) {
    this.id = id;
    this.ledger = accounting.ledger(counters);
    this.output = output;
    this.clock = clock;
    this.packetNumbers = packetNumbers;
    this.packing = packing;
    this.encoder = compression.encoder(packing);
    this.data = new DataPacket(compression.method(), packing, encoder);
    this.zeroes = new ZeroPackets(compression.method(), packetNumbers);
  }

  int id() {
    return id;
  }

  void sendHello(UUID vm) throws IOException {
    InitPacket.encode(control, 0, vm, id);
    write(control.address(), InitPacket.BYTES);
  }

  void sendSync() throws IOException {
    flush();
    new RamPacket(PacketGeometry.X86).wrap(control, 0).encodeSync(packetNumbers.getAsLong());
    write(control.address(), PacketGeometry.X86.headerBytes());
    counters.syncs.add(1);
    ledger.syncPacket(clock.phase());
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
    long fromNs = System.nanoTime();
    packing.flush();
    if (heldPackets > 0) {
      bookHeld(fromNs);
    }
    zeroes.seal();
    writeZeroes();
  }

  private void flushData() throws IOException {
    if (!data.isEmpty()) {
      writeData();
    }
  }

  private void writeData() throws IOException {
    heldNormalPages += data.normalPages();
    heldZeroPages += data.zeroPages();
    int payloadBytes = data.seal(packetNumbers.getAsLong());
    heldPayloadBytes += payloadBytes;
    heldBytes += PacketGeometry.X86.headerBytes() + payloadBytes;
    heldPackets++;
    long fromNs = System.nanoTime();
    if (packing.end()) {
      bookHeld(fromNs);
    }
    ledger.dataPacket(clock.phase(), data.normalPages(), data.zeroPages(), payloadBytes);
    data.restart();
  }

  private void bookHeld(long writtenFromNs) {
    Latencies.record(counters.sendLatency, System.nanoTime() - writtenFromNs);
    book(heldBytes, heldPackets, heldNormalPages, heldZeroPages);
    counters.payloadBytes.add(heldPayloadBytes);
    heldBytes = 0;
    heldPayloadBytes = 0;
    heldPackets = 0;
    heldNormalPages = 0;
    heldZeroPages = 0;
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

  @Override
  public void close() {
    encoder.close();
  }

  private void write(long address, long bytes) throws IOException {
    output.writeFully(address, bytes);
    counters.bytes.add(clock.phase(), bytes);
  }
}

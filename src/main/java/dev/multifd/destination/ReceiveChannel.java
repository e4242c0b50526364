package dev.multifd.destination;

import dev.multifd.counters.Counter;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Iovec;
import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import java.io.IOException;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * One multifd channel's receiving side (QEMU {@code MultiFDRecvParams}, {@code
 * multifd_recv_thread}): every field of a packet is checked before memory is touched, then zero
 * pages are noted and normal pages read into place. One thread uses it.
 */
final class ReceiveChannel {
  private static final int MAX_PAGES = PacketGeometry.X86.pagesPerPacket();

  private final CompressionMethod compression;
  private final Unpacking unpacking;
  private final IncomingRam ram;
  private final SyncBarrier barrier;
  private final ReceiveCounters counters = new ReceiveCounters();
  private final PacketReader reader;
  private final Iovec iov = new Iovec(MAX_PAGES + 1);
  private final long[] offsets = new long[MAX_PAGES];
  private final LongHashSet distinct = new LongHashSet(MAX_PAGES);
  private @Nullable Decompression decompression;
  private @Nullable IncomingBlock lastBlock;
  private long packets;
  private boolean synced;
  private boolean pagesSinceSync;

  ReceiveChannel(
      StreamSocket socket,
      CompressionMethod compression,
      Unpacking unpacking,
      IncomingRam ram,
      SyncBarrier barrier) {
    this.compression = compression;
    this.unpacking = unpacking;
    this.ram = ram;
    this.barrier = barrier;
    this.reader = new PacketReader(socket, unpacking, counters.bytes);
  }

  ReceiveCounters counters() {
    return counters;
  }

  /** Receives packets, of which the hello is none, to the end of the stream. */
  void run() throws IOException, InterruptedException {
    try (Decompression opened =
        compression == CompressionMethod.NONE ? null : new Decompression(compression, reader)) {
      decompression = opened;
      do {
        packets++;
      } while (receivePacket());
    } catch (IOException e) {
      throw new MigrationException("packet " + packets + ": " + e.getMessage(), e);
    }
    barrier.channelClosed();
  }

  /** Receives a packet; false if the stream ends instead. */
  private boolean receivePacket() throws IOException, InterruptedException {
    if (!reader.next()) {
      if (pagesSinceSync) {
        throw new MigrationException("the channel closed with pages after its last SYNC");
      }
      return false;
    }
    RamPacket packet = reader.packet();
    packet.validateHead(compression.flags());
    boolean sync = packet.isSync();
    receivePages(packet);
    if (sync) {
      synced = true;
      pagesSinceSync = false;
      counters.syncs.add(1);
      barrier.channelSync();
    }
    return true;
  }

  private void receivePages(RamPacket packet) throws IOException {
    int normal = packet.normalPages();
    int zero = packet.zeroPages();
    if (normal + zero == 0) {
      return;
    }
    if (!synced) {
      throw new MigrationException("pages before the first SYNC");
    }
    if (barrier.isFinished()) {
      throw new MigrationException("pages after the main channel has ended");
    }
    pagesSinceSync = true;
    IncomingBlock block = block(packet);
    readOffsets(packet, block, normal, zero);
    receiveZero(block, normal, normal + zero);
    counters.zeroPages.add(zero);
    if (normal > 0) {
      receiveNormal(block, normal, packet.payloadBytes());
      counters.normalPages.add(normal);
    }
  }

  private IncomingBlock block(RamPacket packet) throws MigrationException {
    IncomingBlock last = lastBlock;
    if (last == null || !packet.idstrEquals(last.block().idstrBytes())) {
      last = ram.require(packet.idstr());
      lastBlock = last;
    }
    return last;
  }

  /** Copies the offsets out of the header, since the payload may overwrite it, and checks all. */
  private void readOffsets(RamPacket packet, IncomingBlock block, int normal, int zero)
      throws MigrationException {
    boolean ascending = true;
    for (int i = 0; i < normal + zero; i++) {
      long offset = packet.pageOffset(i);
      if (!block.holdsPage(offset)) {
        block.check(i < normal ? "normal page" : "zero page", offset);
      }
      ascending &= i == 0 || offset > offsets[i - 1];
      offsets[i] = offset;
    }
    if (!ascending) {
      countDuplicates(normal + zero);
    }
  }

  /** QEMU takes an offset that comes twice in a packet, and so do we, but we say so. */
  private void countDuplicates(int pages) {
    distinct.clear();
    for (int i = 0; i < pages; i++) {
      if (!distinct.add(offsets[i])) {
        counters.duplicateOffsets.add(1);
      }
    }
  }

  private void receiveZero(IncomingBlock block, int from, int to) {
    int start = from;
    while (start < to) {
      int end = runEnd(start, to);
      block.zeroRun(offsets[start], end - start);
      start = end;
    }
  }

  private void receiveNormal(IncomingBlock block, int normal, int payloadBytes) throws IOException {
    Decompression compressed = decompression;
    if (compressed != null) {
      receiveCompressed(block, normal, payloadBytes, compressed);
      return;
    }
    long address = block.block().memory().address();
    iov.clear();
    int start = 0;
    while (start < normal) {
      int end = runEnd(start, normal);
      block.normalRun(offsets[start], end - start);
      unpacking.addRun(iov, address + offsets[start], (long) (end - start) << RamBlock.PAGE_BITS);
      start = end;
    }
    reader.readPayload(iov);
  }

  private void receiveCompressed(
      IncomingBlock block, int normal, int payloadBytes, Decompression compressed)
      throws IOException {
    compressed.read(payloadBytes, normal << RamBlock.PAGE_BITS);
    int start = 0;
    while (start < normal) {
      int end = runEnd(start, normal);
      block.normalRun(offsets[start], end - start);
      compressed.copy(
          (long) start << RamBlock.PAGE_BITS,
          block.block().memory(),
          offsets[start],
          (long) (end - start) << RamBlock.PAGE_BITS);
      start = end;
    }
  }

  /** Where the pages side by side end that begin with entry {@code start}. */
  private int runEnd(int start, int limit) {
    int end = start + 1;
    while (end < limit && offsets[end] == offsets[end - 1] + RamBlock.PAGE_BYTES) {
      end++;
    }
    return end;
  }

  /** What a channel has received. Its thread adds, any thread reads. */
  static final class ReceiveCounters {
    final Counter bytes = new Counter();
    final Counter normalPages = new Counter();
    final Counter zeroPages = new Counter();
    final Counter syncs = new Counter();
    final Counter duplicateOffsets = new Counter();
  }
}

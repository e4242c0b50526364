package dev.multifd.destination;

import dev.multifd.counters.Counter;
import dev.multifd.io.Iovec;
import dev.multifd.io.StreamSocket;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Reads packets from a channel: headers through a small buffer, several at a time where they come
 * without payloads; payloads straight into guest RAM, with the next header in the same {@code
 * readv}, unless another {@link Unpacking} is asked for. One thread uses it.
 */
final class PacketReader {
  private static final int HEADER_BYTES = PacketGeometry.X86.headerBytes();
  // As many headers as a sender of zero pages writes together.
  private static final int READ_AHEAD_BYTES = 16 * HEADER_BYTES;
  private static final int BUFFER_BYTES = READ_AHEAD_BYTES + HEADER_BYTES;

  private final StreamSocket socket;
  private final Unpacking unpacking;
  private final Counter bytes;
  private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, 64);
  private final RamPacket packet = new RamPacket(PacketGeometry.X86);
  private final MemorySegment payload;
  private final Iovec whole = new Iovec(2);
  private int position;
  private int limit;

  /**
   * @param unpacking in which calls it reads
   * @param bytes counts what the socket gave
   */
  PacketReader(StreamSocket socket, Unpacking unpacking, Counter bytes) {
    this.socket = socket;
    this.unpacking = unpacking;
    this.payload =
        unpacking == Unpacking.ONE_BUFFER
            ? Arena.ofAuto().allocate(RamPacket.MAX_COMPRESSED_BYTES, 64)
            : MemorySegment.NULL;
    this.bytes = bytes;
  }

  /** The header that {@link #next} has read, good until {@link #readPayload}. */
  RamPacket packet() {
    return packet;
  }

  /**
   * Reads the next header; magic and version are checked before the rest is waited for.
   *
   * @return false if the stream ended between two packets
   */
  boolean next() throws IOException {
    if (limit == position && !fill(1)) {
      return false;
    }
    if (limit - position < HEADER_BYTES) {
      requireHeaderBytes(RamPacket.START_BYTES);
      packet.wrap(buffer, position).validateStart();
      requireHeaderBytes(HEADER_BYTES);
    }
    packet.wrap(buffer, position);
    position += HEADER_BYTES;
    return true;
  }

  private void requireHeaderBytes(int wanted) throws IOException {
    if (!fill(wanted)) {
      throw new EOFException(
          "the channel closed inside a packet header, after "
              + (limit - position)
              + " of "
              + HEADER_BYTES
              + " bytes");
    }
  }

  /** Has at least {@code wanted} bytes in the buffer; false if the stream ends first. */
  private boolean fill(int wanted) throws IOException {
    if (position > BUFFER_BYTES - HEADER_BYTES || position == limit) {
      MemorySegment.copy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
    }
    while (limit - position < wanted) {
      int most = unpacking.readsAhead() ? BUFFER_BYTES - limit : wanted - (limit - position);
      long now = socket.read(buffer.address() + limit, most);
      if (now < 0) {
        return false;
      }
      bytes.add(now);
      limit += (int) now;
    }
    return true;
  }

  /**
   * Reads a payload into {@code destination}, which needs room for one entry more. The header that
   * {@link #packet()} views is gone afterwards.
   */
  void readPayload(Iovec destination) throws IOException {
    takeBuffered(destination);
    if (destination.size() == 0) {
      return;
    }
    position = 0;
    limit = 0;
    switch (unpacking) {
      case PAGE_ENTRIES, MERGED_RUNS -> readUntil(destination, 0);
      case READ_AHEAD -> readWithHeader(destination);
      case ONE_BUFFER -> {
        long length = destination.bytes();
        whole.clear();
        whole.add(payload.address(), length);
        readWithHeader(whole);
        copyPayload(destination, length);
      }
    }
  }

  /** What was read beyond the payload is the beginning of the next header. */
  private void readWithHeader(Iovec destination) throws IOException {
    destination.add(buffer.address(), HEADER_BYTES);
    readUntil(destination, HEADER_BYTES);
    limit = (int) (HEADER_BYTES - destination.bytes());
  }

  /** Reads until no more than the last {@code spare} bytes are missing. */
  private void readUntil(Iovec destination, int spare) throws IOException {
    while (destination.bytes() > spare) {
      long now = socket.read(destination);
      if (now < 0) {
        throw new EOFException(
            "the channel closed inside a payload, "
                + (destination.bytes() - spare)
                + " bytes short");
      }
      bytes.add(now);
    }
  }

  private void copyPayload(Iovec destination, long length) {
    long from = 0;
    while (from < length) {
      long now = destination.length(0);
      destination.copyFront(payload, from, now);
      from += now;
    }
  }

  /** Copies what of the payload is in the buffer already. */
  private void takeBuffered(Iovec destination) {
    while (position < limit && destination.size() > 0) {
      long now = Math.min(limit - position, destination.length(0));
      destination.copyFront(buffer, position, now);
      position += (int) now;
    }
  }
}

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
 * readv}. One thread uses it.
 */
final class PacketReader {
  private static final int HEADER_BYTES = PacketGeometry.X86.headerBytes();
  // As many headers as a sender of zero pages writes together.
  private static final int READ_AHEAD_BYTES = 16 * HEADER_BYTES;
  private static final int BUFFER_BYTES = READ_AHEAD_BYTES + HEADER_BYTES;

  private final StreamSocket socket;
  private final Counter bytes;
  private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, 64);
  private final RamPacket packet = new RamPacket(PacketGeometry.X86);
  private int position;
  private int limit;

  /**
   * @param bytes counts what the socket gave
   */
  PacketReader(StreamSocket socket, Counter bytes) {
    this.socket = socket;
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
      long now = socket.read(buffer.address() + limit, BUFFER_BYTES - limit);
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
    destination.add(buffer.address(), HEADER_BYTES);
    while (destination.bytes() > HEADER_BYTES) {
      long now = socket.read(destination);
      if (now < 0) {
        throw new EOFException(
            "the channel closed inside a payload, "
                + (destination.bytes() - HEADER_BYTES)
                + " bytes short");
      }
      bytes.add(now);
    }
    limit = (int) (HEADER_BYTES - destination.bytes());
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

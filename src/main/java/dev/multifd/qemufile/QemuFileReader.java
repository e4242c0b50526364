package dev.multifd.qemufile;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.multifd.io.StreamSocket;
import dev.multifd.wire.WireInput;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Reads the main channel or its return path through a buffer. One thread uses it. */
public final class QemuFileReader implements WireInput {
  private static final int BUFFER_BYTES = 256 << 10;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final StreamSocket socket;
  private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, 64);
  private int position;
  private int limit;

  public QemuFileReader(StreamSocket socket) {
    this.socket = socket;
  }

  /**
   * Goes on where somebody else has begun to read.
   *
   * @param ahead what was read already, and comes first
   */
  public QemuFileReader(StreamSocket socket, MemorySegment ahead) {
    this.socket = socket;
    MemorySegment.copy(ahead, 0, buffer, 0, ahead.byteSize());
    limit = (int) ahead.byteSize();
  }

  @Override
  public int readByte() throws IOException {
    require(1);
    return Byte.toUnsignedInt(buffer.get(JAVA_BYTE, advance(1)));
  }

  @Override
  public int readShort() throws IOException {
    require(2);
    return Short.toUnsignedInt(buffer.get(SHORT, advance(2)));
  }

  @Override
  public int readInt() throws IOException {
    require(4);
    return buffer.get(INT, advance(4));
  }

  @Override
  public long readLong() throws IOException {
    require(8);
    return buffer.get(LONG, advance(8));
  }

  @Override
  public void readBytes(byte[] destination) throws IOException {
    readBytes(MemorySegment.ofArray(destination), 0, destination.length);
  }

  /** Fills {@code bytes} bytes of {@code destination} from {@code offset} on. */
  public void readBytes(MemorySegment destination, long offset, long bytes) throws IOException {
    long done = 0;
    while (done < bytes) {
      require(1);
      long now = Math.min(bytes - done, limit - position);
      MemorySegment.copy(buffer, position, destination, offset + done, now);
      position += (int) now;
      done += now;
    }
  }

  /**
   * Reads what there is, waiting for the first byte.
   *
   * @param length most to read, more than 0
   * @return bytes read; -1 at the end of the stream
   */
  public int readAvailable(byte[] destination, int offset, int length) throws IOException {
    if (position == limit) {
      long now = socket.read(buffer.address(), BUFFER_BYTES);
      if (now < 0) {
        return -1;
      }
      position = 0;
      limit = (int) now;
    }
    int now = Math.min(length, limit - position);
    MemorySegment.copy(buffer, JAVA_BYTE, position, destination, offset, now);
    position += now;
    return now;
  }

  private int advance(int bytes) {
    int at = position;
    position += bytes;
    return at;
  }

  private void require(int bytes) throws IOException {
    if (limit - position < bytes) {
      fill(bytes);
    }
  }

  private void fill(int bytes) throws IOException {
    int left = limit - position;
    MemorySegment.copy(buffer, position, buffer, 0, left);
    position = 0;
    limit = left;
    while (limit < bytes) {
      long now = socket.read(buffer.address() + limit, BUFFER_BYTES - limit);
      if (now < 0) {
        throw new EOFException(
            "the peer closed the connection after "
                + socket.readBytes()
                + " bytes, "
                + (bytes - limit)
                + " short of what was expected next");
      }
      limit += (int) now;
    }
  }
}

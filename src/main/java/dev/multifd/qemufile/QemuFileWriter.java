package dev.multifd.qemufile;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.multifd.io.Iovec;
import dev.multifd.io.StreamSocket;
import dev.multifd.wire.WireOutput;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Writes the main channel (QEMU {@code QEMUFile}, {@code qemu_put_buffer_async}): small fields go
 * through a buffer, pages by reference, and both leave in one {@code writev}. One thread uses it.
 */
public final class QemuFileWriter implements WireOutput {
  private static final int BUFFER_BYTES = 64 << 10;
  // What is in flight should stay in the L2 cache, as a multifd packet does.
  private static final long FLUSH_BYTES = 512 << 10;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final StreamSocket socket;
  private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, 64);
  private final Iovec iov = new Iovec(Iovec.MAX_ENTRIES);
  private int position;
  private int queued;

  public QemuFileWriter(StreamSocket socket) {
    this.socket = socket;
  }

  @Override
  public void putByte(int value) throws IOException {
    ensure(1);
    buffer.set(JAVA_BYTE, position, (byte) value);
    position += 1;
  }

  @Override
  public void putShort(int value) throws IOException {
    ensure(2);
    buffer.set(SHORT, position, (short) value);
    position += 2;
  }

  @Override
  public void putInt(int value) throws IOException {
    ensure(4);
    buffer.set(INT, position, value);
    position += 4;
  }

  @Override
  public void putLong(long value) throws IOException {
    ensure(8);
    buffer.set(LONG, position, value);
    position += 8;
  }

  @Override
  public void putBytes(byte[] bytes) throws IOException {
    int done = 0;
    while (done < bytes.length) {
      ensure(1);
      int now = Math.min(bytes.length - done, BUFFER_BYTES - position);
      MemorySegment.copy(bytes, done, buffer, JAVA_BYTE, position, now);
      position += now;
      done += now;
    }
  }

  /**
   * Appends memory by reference: it is read when the stream is flushed, at the latest by the next
   * {@link #flush()}.
   */
  public void putReference(MemorySegment memory, long offset, long bytes) throws IOException {
    queueBuffer();
    iov.add(memory.address() + offset, bytes);
    if (iov.room() < 2 || iov.bytes() >= FLUSH_BYTES) {
      flush();
    }
  }

  private void ensure(int bytes) throws IOException {
    if (position + bytes > BUFFER_BYTES) {
      flush();
    }
  }

  private void queueBuffer() {
    if (position > queued) {
      iov.addMerged(buffer.address() + queued, position - queued);
      queued = position;
    }
  }

  /** Writes out all that was put. */
  public void flush() throws IOException {
    queueBuffer();
    socket.writeFully(iov);
    position = 0;
    queued = 0;
  }
}

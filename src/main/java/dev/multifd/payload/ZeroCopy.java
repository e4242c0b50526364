package dev.multifd.payload;

import dev.multifd.io.Iovec;
import dev.multifd.io.StreamSocket;
import dev.multifd.wire.PacketGeometry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * See {@link PackingKind#ZERO_COPY}. The kernel reads headers and pages after the call has
 * returned, so each header stays untouched until it says that it is done with it (QEMU {@code
 * multifd_zero_copy_flush}). Pages may change meanwhile: such a page is dirty and will be sent
 * again.
 */
final class ZeroCopy implements Packing {
  private static final int HEADERS = 32;
  private static final int HEADER_BYTES = PacketGeometry.X86.headerBytes();

  private final StreamSocket socket;
  private final MemorySegment[] headers = new MemorySegment[HEADERS];
  private final long[] lastCalls = new long[HEADERS];
  private final Iovec iov = new Iovec(1 + PacketGeometry.X86.pagesPerPacket());
  private int next;
  private boolean begun;
  private boolean passing;

  /**
   * @throws IllegalArgumentException if the socket cannot
   */
  ZeroCopy(StreamSocket socket) {
    this.socket = socket;
    socket.enableZeroCopy();
    for (int i = 0; i < HEADERS; i++) {
      headers[i] = Arena.ofAuto().allocate(HEADER_BYTES, 64);
    }
  }

  @Override
  public MemorySegment header() {
    return headers[next];
  }

  @Override
  public void payload(MemorySegment memory, long offset, long bytes) {
    begin();
    iov.addMerged(memory.address() + offset, bytes);
  }

  @Override
  public void passingPayload(MemorySegment memory, long offset, long bytes) {
    payload(memory, offset, bytes);
    passing = true;
  }

  private void begin() {
    if (!begun) {
      iov.add(headers[next].address(), HEADER_BYTES);
      begun = true;
    }
  }

  @Override
  public boolean end() throws IOException {
    begin();
    lastCalls[next] = socket.writeZeroCopy(iov);
    begun = false;
    int written = next;
    next = (next + 1) % HEADERS;
    socket.awaitZeroCopy(lastCalls[passing ? written : next]);
    passing = false;
    return true;
  }

  @Override
  public void flush() throws IOException {
    int last = (next + HEADERS - 1) % HEADERS;
    socket.awaitZeroCopy(lastCalls[last]);
  }
}

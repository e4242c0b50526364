package dev.multifd.payload;

import dev.multifd.io.StreamSocket;
import dev.multifd.wire.PacketGeometry;
import java.io.IOException;

/**
 * See {@link PackingKind#ZERO_COPY}. The kernel reads headers and pages after the call has
 * returned, so each header stays untouched until it says that it is done with it (QEMU {@code
 * multifd_zero_copy_flush}). Pages may change meanwhile: such a page is dirty and will be sent
 * again.
 */
final class ZeroCopy extends HeaderSlots {
  private static final int HEADERS = 32;

  private final StreamSocket socket;
  private final long[] calls = new long[HEADERS];
  private long lastCall;

  /**
   * @throws IllegalArgumentException if the socket cannot
   */
  ZeroCopy(StreamSocket socket) {
    super(HEADERS, 1 + PacketGeometry.X86.pagesPerPacket());
    this.socket = socket;
    socket.enableZeroCopy();
  }

  @Override
  boolean end(int ended, int next, boolean mustLeave) throws IOException {
    lastCall = socket.writeZeroCopy(iov);
    calls[ended] = lastCall;
    socket.awaitZeroCopy(mustLeave ? lastCall : calls[next]);
    return true;
  }

  @Override
  public void flush() throws IOException {
    socket.awaitZeroCopy(lastCall);
  }
}

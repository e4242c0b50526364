package dev.multifd.source;

import dev.multifd.io.StreamSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Waits until a peer that has read everything closes its side of a connection. */
final class OrderlyEnd {
  private static final int BUFFER_BYTES = 64;

  private OrderlyEnd() {}

  /**
   * Reads over what the peer still says.
   *
   * @throws IOException {@code ECONNRESET} if the peer closed before it had read everything
   */
  static void await(StreamSocket socket) throws IOException {
    MemorySegment ignored = Arena.ofAuto().allocate(BUFFER_BYTES);
    while (socket.read(ignored.address(), BUFFER_BYTES) >= 0) {
      // A late message of the return path.
    }
  }
}

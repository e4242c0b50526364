package dev.multifd.source;

import dev.multifd.io.Endpoint;
import dev.multifd.io.StreamSocket;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * The send buffer of a migration within one machine. A smaller one than the kernel would grow to
 * keeps what is in flight in the caches: 10 % of an idle guest's migration. Below this size,
 * senders wait too often.
 */
public final class LocalSendBuffer {
  private static final int BYTES = 512 << 10;

  private LocalSendBuffer() {}

  /** Its size, if {@code peer} is on this machine and the kernel allows that much. */
  public static OptionalInt bytes(Endpoint peer) throws IOException {
    return peer.isLocal() && StreamSocket.maxSendBufferBytes() >= BYTES
        ? OptionalInt.of(BYTES)
        : OptionalInt.empty();
  }

  /** Sets it, if {@link #bytes} has a size for {@code peer}. */
  public static void apply(StreamSocket socket, Endpoint peer) throws IOException {
    OptionalInt bytes = bytes(peer);
    if (bytes.isPresent()) {
      socket.setSendBufferBytes(bytes.getAsInt());
    }
  }
}

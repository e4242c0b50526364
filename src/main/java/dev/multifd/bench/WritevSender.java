package dev.multifd.bench;

import dev.multifd.guest.RamBlock;
import dev.multifd.io.Endpoint;
import dev.multifd.io.Iovec;
import dev.multifd.io.StreamSocket;
import dev.multifd.source.LocalSendBuffer;
import java.io.IOException;

/** One {@code writev} a slice, one entry a run of pages. */
final class WritevSender implements BareSender {
  private final StreamSocket socket;
  private final Iovec iov = new Iovec(PageSlice.MAX_PAGES);

  WritevSender(Endpoint endpoint) throws IOException {
    socket = StreamSocket.connect(endpoint);
    try {
      LocalSendBuffer.apply(socket, endpoint);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public void send(RamBlock block, PageSlice slice) throws IOException {
    slice.fill(iov, block);
    socket.writeFully(iov);
  }

  @Override
  public void shutdown() {
    socket.shutdown();
  }

  @Override
  public void close() {
    socket.close();
  }
}

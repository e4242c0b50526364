package dev.multifd.bench;

import dev.multifd.guest.PageRun;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Endpoint;
import dev.multifd.source.LocalSendBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.OptionalInt;

/** One gathering write a slice, one buffer a run of pages; the socket is tuned as the others. */
final class NioSender implements BareSender {
  private final SocketChannel channel;

  NioSender(Endpoint endpoint) throws IOException {
    channel =
        switch (endpoint) {
          case Endpoint.Tcp(String host, int port) ->
              SocketChannel.open(new InetSocketAddress(host, port));
          case Endpoint.Unix(var path) -> SocketChannel.open(UnixDomainSocketAddress.of(path));
        };
    try {
      if (endpoint instanceof Endpoint.Tcp) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      OptionalInt bytes = LocalSendBuffer.bytes(endpoint);
      if (bytes.isPresent()) {
        channel.setOption(StandardSocketOptions.SO_SNDBUF, bytes.getAsInt());
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void send(RamBlock block, PageSlice slice) throws IOException {
    ByteBuffer[] buffers = new ByteBuffer[slice.runs().size()];
    long left = 0;
    for (int i = 0; i < buffers.length; i++) {
      PageRun run = slice.runs().get(i);
      long bytes = run.pages() << RamBlock.PAGE_BITS;
      buffers[i] = block.memory().asSlice(run.first() << RamBlock.PAGE_BITS, bytes).asByteBuffer();
      left += bytes;
    }
    while (left > 0) {
      left -= channel.write(buffers);
    }
  }

  @Override
  public void shutdown() {
    close();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

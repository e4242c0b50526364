package dev.multifd.destination;

import dev.multifd.io.Endpoint;
import dev.multifd.io.ServerSocket;
import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.Crew;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.wire.InitPacket;
import dev.multifd.wire.MainStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections of one source, in any order (QEMU {@code migration_ioc_process_incoming}): the
 * main channel is told from a multifd channel by its first bytes, as QEMU does.
 */
final class Connections implements AutoCloseable {
  /** Who serves them. Each is served by a thread of its own. */
  interface Server {
    /**
     * Serves the main channel to its end.
     *
     * @param begun what was read of it already
     */
    void serveMain(StreamSocket socket, MemorySegment begun)
        throws IOException, InterruptedException;

    /**
     * Serves what is no main channel.
     *
     * @param hello what was read of it already
     */
    void serveChannel(StreamSocket socket, MemorySegment hello)
        throws IOException, InterruptedException;
  }

  /** Connections, beyond those expected, that may be open before they say who they are. */
  private static final int SPARE = 8;

  private static final int MAGIC_BYTES = 4;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final ServerSocket listener;
  private final int most;
  private final Crew crew;
  private final List<StreamSocket> sockets = new ArrayList<>();

  /**
   * Begins to listen.
   *
   * @param expected how many will come
   * @param crew serves them, and ends with them
   * @throws IOException if the endpoint cannot be bound
   */
  Connections(Endpoint endpoint, int expected, Crew crew) throws IOException {
    this.most = expected + SPARE;
    this.crew = crew;
    listener = ServerSocket.listen(endpoint, most);
    crew.onEnd(listener::shutdown);
  }

  /** Where it listens. */
  Endpoint endpoint() {
    return listener.endpoint();
  }

  /**
   * Accepts connections until it is {@link #stopListening told} not to.
   *
   * @param begun is told when the first has come
   */
  void accept(Runnable begun, Server server) throws IOException {
    int accepted = 0;
    while (true) {
      StreamSocket socket = listener.accept();
      if (socket == null) {
        return;
      }
      if (accepted == 0) {
        begun.run();
      }
      synchronized (this) {
        sockets.add(socket);
      }
      crew.onEnd(socket::shutdown);
      if (accepted == most) {
        throw new MigrationException(
            "more than " + SPARE + " connections that did not say who they are");
      }
      crew.start("connection-" + accepted++, () -> serve(socket, server));
    }
  }

  private void serve(StreamSocket socket, Server server) throws IOException, InterruptedException {
    MemorySegment begun = Arena.ofAuto().allocate(InitPacket.BYTES);
    readBeginning(socket, begun, 0, MAGIC_BYTES);
    if (begun.get(INT, 0) == MainStream.MAGIC) {
      crew.rename("main");
      server.serveMain(socket, begun.asSlice(0, MAGIC_BYTES));
    } else {
      crew.rename("hello");
      readBeginning(socket, begun, MAGIC_BYTES, InitPacket.BYTES);
      server.serveChannel(socket, begun);
    }
  }

  private static void readBeginning(StreamSocket socket, MemorySegment begun, long from, long to)
      throws IOException {
    long at = from;
    while (at < to) {
      long now = socket.read(begun.address() + at, to - at);
      if (now < 0) {
        throw new EOFException(
            "a connection was closed before it said what it is, after " + at + " bytes");
      }
      at += now;
    }
  }

  /** Accepts no more. */
  void stopListening() {
    listener.shutdown();
  }

  /** Bytes that all of them gave. */
  synchronized long readBytes() {
    return sockets.stream().mapToLong(StreamSocket::readBytes).sum();
  }

  /** Reads of all of them. */
  synchronized long readCalls() {
    return sockets.stream().mapToLong(StreamSocket::readCalls).sum();
  }

  /** Closes all, once no thread uses them any more. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      sockets.forEach(StreamSocket::close);
    }
    listener.close();
  }
}

package dev.multifd.source;

import dev.multifd.fixture.ByteSource;
import dev.multifd.fixture.Threads;
import dev.multifd.io.Endpoint;
import dev.multifd.wire.ReturnPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A destination on Java's own sockets that loads nothing: it writes down what comes and does what a
 * test tells it, on each connection in a thread of its own.
 */
final class FakeDestination implements AutoCloseable {
  /** Says that all is loaded. */
  static final byte[] SHUT_0 = {0, 1, 0, 4, 0, 0, 0, 0};

  private static final int MAIN_MAGIC = 0x5145564d;

  /** What is done with a connection; when it returns, the connection is closed. */
  @FunctionalInterface
  interface Conduct {
    void serve(Connection connection) throws IOException, InterruptedException;
  }

  /** One connection, whose first four bytes have been looked at but not taken. */
  static final class Connection {
    private final SocketChannel socket;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final InputStream in;

    private final int magic;

    Connection(SocketChannel socket) throws IOException {
      this.socket = socket;
      InputStream recorder = new Recorder(Channels.newInputStream(socket), taken);
      byte[] first = recorder.readNBytes(Integer.BYTES);
      this.magic = first.length == Integer.BYTES ? ByteBuffer.wrap(first).getInt() : 0;
      this.in = new SequenceInputStream(new ByteArrayInputStream(first), recorder);
    }

    /** What comes, written down as it is read. */
    InputStream in() {
      return in;
    }

    void skip(int bytes) throws IOException {
      in.readNBytes(bytes);
    }

    void readToTheEnd() throws IOException {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    /** Reads the main channel's records to the last one. */
    void readMain() throws IOException {
      new StreamReader(new ByteSource(in)).readMain();
    }

    void write(byte[] bytes) throws IOException {
      socket.write(ByteBuffer.wrap(bytes));
    }

    byte[] taken() {
      return taken.toByteArray();
    }
  }

  /** Copies what passes. */
  private static final class Recorder extends FilterInputStream {
    private final ByteArrayOutputStream copy;

    Recorder(InputStream in, ByteArrayOutputStream copy) {
      super(in);
      this.copy = copy;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        copy.write(value);
      }
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int now = super.read(bytes, from, length);
      if (now > 0) {
        copy.write(bytes, from, now);
      }
      return now;
    }
  }

  private final ServerSocketChannel listener;
  private final List<SocketChannel> sockets = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Conduct main;
  private final Conduct channel;
  private final Map<Integer, Connection> channels = new TreeMap<>();
  private @Nullable Connection mainConnection;

  private FakeDestination(Conduct main, Conduct channel) throws IOException {
    this.main = main;
    this.channel = channel;
    listener =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    threads.add(Thread.ofPlatform().daemon().name("fake/listener").start(this::accept));
  }

  /** Takes everything and confirms it. */
  static FakeDestination obliging() throws IOException {
    return with(FakeDestination::confirm, Connection::readToTheEnd);
  }

  /** Does as it is told. */
  static FakeDestination with(Conduct main, Conduct channel) throws IOException {
    return new FakeDestination(main, channel);
  }

  /** Reads the main channel to its end and says that all is loaded. */
  static void confirm(Connection connection) throws IOException {
    connection.readMain();
    connection.write(SHUT_0);
    connection.readToTheEnd();
  }

  Endpoint endpoint() throws IOException {
    return new Endpoint.Tcp(
        "127.0.0.1", ((InetSocketAddress) listener.getLocalAddress()).getPort());
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel socket = listener.accept();
        synchronized (this) {
          sockets.add(socket);
          threads.add(
              Thread.ofPlatform().daemon().name("fake/connection").start(() -> serve(socket)));
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(SocketChannel socket) {
    try (socket) {
      Connection connection = new Connection(socket);
      if (connection.magic == MAIN_MAGIC) {
        synchronized (this) {
          mainConnection = connection;
        }
        main.serve(connection);
      } else {
        connection.skip(24);
        int id = connection.in().read();
        synchronized (this) {
          channels.put(id, connection);
        }
        channel.serve(connection);
      }
    } catch (IOException | InterruptedException e) {
      // The source, or the test, has ended it.
    }
  }

  /** What came on the main channel, once all connections have ended. */
  byte[] main() {
    joinConnections();
    synchronized (this) {
      return mainConnection == null ? new byte[0] : mainConnection.taken();
    }
  }

  /** What came on each multifd channel, by id, once all connections have ended. */
  List<byte[]> channels() {
    joinConnections();
    synchronized (this) {
      return channels.values().stream().map(Connection::taken).toList();
    }
  }

  private void joinConnections() {
    List<Thread> connections;
    synchronized (this) {
      connections = List.copyOf(threads.subList(1, threads.size()));
    }
    connections.forEach(Threads::join);
  }

  /** A SHUT with any status. */
  static byte[] shut(int status) {
    dev.multifd.fixture.ByteSink sink = new dev.multifd.fixture.ByteSink();
    try {
      ReturnPath.writeShut(sink, status);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return sink.toByteArray();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    Threads.join(threads.getFirst());
    synchronized (this) {
      for (SocketChannel socket : sockets) {
        socket.close();
      }
      threads.forEach(Thread::interrupt);
    }
    joinConnections();
  }
}

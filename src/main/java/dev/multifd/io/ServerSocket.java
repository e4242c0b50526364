package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * A listening stream socket. {@link #shutdown()} from any thread wakes a blocked {@link #accept()}.
 */
public final class ServerSocket implements AutoCloseable {
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SOCK_CLOEXEC = 0x80000;

  private static final MethodHandle BIND = Libc.intCall("bind", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle LISTEN = Libc.intCall("listen", JAVA_INT, JAVA_INT);
  private static final MethodHandle ACCEPT4 =
      Libc.intCall("accept4", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      Libc.intCall("getsockname", JAVA_INT, JAVA_LONG, JAVA_LONG);

  private final int fd;
  private final Endpoint endpoint;
  private boolean closed;

  private ServerSocket(int fd, Endpoint endpoint) {
    this.fd = fd;
    this.endpoint = endpoint;
  }

  /**
   * Binds and listens.
   *
   * @param backlog connections that may wait to be accepted
   * @throws IOException naming the endpoint; {@code EADDRINUSE} where it is taken
   */
  public static ServerSocket listen(Endpoint endpoint, int backlog) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = endpoint.socketAddress(arena);
      int fd = StreamSocket.open(address);
      try {
        if (endpoint instanceof Endpoint.Tcp) {
          StreamSocket.setOption(fd, SOL_SOCKET, SO_REUSEADDR, 1);
        }
        check(
            (int)
                BIND.invokeExact(
                    Libc.errnoSegment(), fd, address.address(), (int) address.byteSize()),
            "bind",
            endpoint);
        check((int) LISTEN.invokeExact(Libc.errnoSegment(), fd, backlog), "listen", endpoint);
        Endpoint bound =
            endpoint instanceof Endpoint.Tcp(String host, int port) && port == 0
                ? new Endpoint.Tcp(host, boundPort(fd, arena))
                : endpoint;
        return new ServerSocket(fd, bound);
      } catch (IOException | RuntimeException | Error e) {
        StreamSocket.close(fd);
        throw e;
      } catch (Throwable t) {
        throw Libc.unexpected(t);
      }
    }
  }

  private static int boundPort(int fd, Arena arena) throws Throwable {
    MemorySegment address = arena.allocate(28, 8);
    MemorySegment length = arena.allocateFrom(JAVA_INT, 28);
    int result =
        (int) GETSOCKNAME.invokeExact(Libc.errnoSegment(), fd, address.address(), length.address());
    if (result != 0) {
      throw new SystemCallException("getsockname", "fd " + fd, Libc.errno());
    }
    ValueLayout.OfShort port = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    return Short.toUnsignedInt(address.get(port, 2));
  }

  private static void check(int result, String call, Endpoint endpoint) throws SystemCallException {
    if (result != 0) {
      throw new SystemCallException(call, endpoint.toString(), Libc.errno());
    }
  }

  /**
   * Waits for a connection. One that its peer gave up before it was accepted is passed over.
   *
   * @return null once {@link #shutdown()} was called
   */
  public @Nullable StreamSocket accept() throws IOException {
    try {
      while (true) {
        int accepted = (int) ACCEPT4.invokeExact(Libc.errnoSegment(), fd, 0L, 0L, SOCK_CLOEXEC);
        if (accepted >= 0) {
          return accepted(new StreamSocket(accepted, endpoint.toString()));
        }
        int errno = Libc.errno();
        if (errno == Errno.EINVAL) {
          return null;
        }
        if (errno != Errno.EINTR && errno != Errno.ECONNABORTED) {
          throw new SystemCallException("accept4", endpoint.toString(), errno);
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  private StreamSocket accepted(StreamSocket socket) throws IOException {
    try {
      if (endpoint instanceof Endpoint.Tcp) {
        socket.disableDelay();
      }
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Where it listens, with the port that the kernel chose. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Stops listening and wakes {@link #accept()}. */
  public synchronized void shutdown() {
    if (!closed) {
      StreamSocket.shutdownBoth(fd);
    }
  }

  /** Closes the socket; a Unix socket's path is removed. Closing twice does nothing. */
  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      StreamSocket.close(fd);
      if (endpoint instanceof Endpoint.Unix(var path)) {
        Files.deleteIfExists(path);
      }
    }
  }
}

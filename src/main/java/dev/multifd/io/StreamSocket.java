package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connected, blocking stream socket (TCP or Unix) that moves native memory with {@code writev}
 * and {@code readv}. Interrupted calls are repeated and short ones resumed.
 *
 * <p>One thread writes and one reads. Any thread may {@link #shutdown()}, which is what wakes the
 * others: neither {@code close} nor an interrupt would. {@link #close()} only after they are
 * joined.
 */
public final class StreamSocket implements StreamOutput, AutoCloseable {
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  private static final int SOCK_STREAM = 1;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SHUT_WR = 1;
  private static final int SHUT_RDWR = 2;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NODELAY = 1;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_SNDTIMEO = 21;
  private static final int TIMEVAL_BYTES = 16;
  private static final int MSG_PEEK = 2;
  private static final int MSG_DONTWAIT = 0x40;
  private static final Duration CONNECT_WAIT = Duration.ofMillis(50);
  private static final Set<Integer> STILL_CONNECTING =
      Set.of(Errno.EINPROGRESS, Errno.EALREADY, Errno.EAGAIN, Errno.EINTR);

  private static final Set<Integer> NOTHING_YET = Set.of(Errno.EAGAIN, Errno.EINTR);

  private static final MethodHandle SOCKET = Libc.intCall("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SOCKETPAIR =
      Libc.intCall("socketpair", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle CONNECT =
      Libc.intCall("connect", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SETSOCKOPT =
      Libc.intCall("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle WRITEV =
      Libc.longCall("writev", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle READV = Libc.longCall("readv", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle READ = Libc.longCall("read", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle WRITE = Libc.longCall("write", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle RECV =
      Libc.longCall("recv", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SHUTDOWN = Libc.intCall("shutdown", JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = Libc.intCall("close", JAVA_INT);

  private final int fd;
  private final String peer;
  private volatile boolean ended;
  private boolean closed;
  private @Nullable ZeroCopySends zeroCopy;
  private final OwnedCount writtenBytes = new OwnedCount();
  private final OwnedCount writeCalls = new OwnedCount();
  private final OwnedCount writtenEntries = new OwnedCount();
  private final OwnedCount shortWrites = new OwnedCount();
  private final OwnedCount readBytes = new OwnedCount();
  private final OwnedCount readCalls = new OwnedCount();

  StreamSocket(int fd, String peer) {
    this.fd = fd;
    this.peer = peer;
  }

  /**
   * Connects to a listening endpoint, however long that takes. TCP sockets get {@code TCP_NODELAY},
   * as QEMU's channels do.
   *
   * @throws IOException naming the endpoint
   */
  public static StreamSocket connect(Endpoint endpoint) throws IOException {
    return connect(endpoint, Duration.ZERO, socket -> {});
  }

  /**
   * Connects to a listening endpoint. TCP sockets get {@code TCP_NODELAY}, as QEMU's channels do.
   *
   * @param timeout longest wait for the other side; zero waits for ever
   * @param beforehand is given the socket before it connects, so that it can be shut down
   * @throws IOException naming the endpoint; {@code ETIMEDOUT} after the timeout
   */
  public static StreamSocket connect(
      Endpoint endpoint, Duration timeout, Consumer<StreamSocket> beforehand) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = endpoint.socketAddress(arena);
      StreamSocket socket = new StreamSocket(open(address), endpoint.toString());
      try {
        beforehand.accept(socket);
        socket.connect(address, timeout);
        if (endpoint instanceof Endpoint.Tcp) {
          socket.disableDelay();
        }
        return socket;
      } catch (Throwable t) {
        socket.close();
        throw rethrow(t);
      }
    }
  }

  /** Connects in short waits, since a shutdown that comes before the call does not wake it. */
  private void connect(MemorySegment address, Duration timeout) throws Throwable {
    long fromNs = System.nanoTime();
    limitWrites(CONNECT_WAIT);
    int errno = connectOnce(address);
    while (STILL_CONNECTING.contains(errno) && !ended) {
      if (!timeout.isZero() && System.nanoTime() - fromNs >= timeout.toNanos()) {
        throw new SystemCallException("connect", peer, Errno.ETIMEDOUT);
      }
      errno = connectOnce(address);
    }
    if (ended) {
      throw new SystemCallException("connect", peer, Errno.ECANCELED);
    }
    if (errno != 0) {
      throw new SystemCallException("connect", peer, errno);
    }
    limitWrites(Duration.ZERO);
  }

  /** The error number that one call to {@code connect} leaves; 0 if it is connected. */
  private int connectOnce(MemorySegment address) throws Throwable {
    int result =
        (int)
            CONNECT.invokeExact(
                Libc.errnoSegment(), fd, address.address(), (int) address.byteSize());
    return result == 0 ? 0 : Libc.errno();
  }

  /** Bounds how long a write, or a connect, may wait; zero waits for ever. */
  private void limitWrites(Duration timeout) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timeval = arena.allocate(TIMEVAL_BYTES, 8);
      timeval.set(JAVA_LONG, 0, timeout.toSeconds());
      timeval.set(JAVA_LONG, 8, timeout.toNanosPart() / 1000);
      setOption(fd, SOL_SOCKET, SO_SNDTIMEO, timeval);
    }
  }

  /** Two Unix sockets joined to each other. */
  public static StreamSocket[] pair() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fds = arena.allocate(JAVA_INT, 2);
      int result =
          (int)
              SOCKETPAIR.invokeExact(
                  Libc.errnoSegment(), AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds.address());
      if (result != 0) {
        throw new SystemCallException("socketpair", "unix", Libc.errno());
      }
      return new StreamSocket[] {
        new StreamSocket(fds.getAtIndex(JAVA_INT, 0), "pair:0"),
        new StreamSocket(fds.getAtIndex(JAVA_INT, 1), "pair:1")
      };
    } catch (Throwable t) {
      throw rethrow(t);
    }
  }

  /** A new socket of the address's family. */
  static int open(MemorySegment address) throws IOException {
    int family = address.get(java.lang.foreign.ValueLayout.JAVA_SHORT, 0);
    try {
      int fd = (int) SOCKET.invokeExact(Libc.errnoSegment(), family, SOCK_STREAM | SOCK_CLOEXEC, 0);
      if (fd < 0) {
        throw new SystemCallException("socket", "family " + family, Libc.errno());
      }
      return fd;
    } catch (Throwable t) {
      throw rethrow(t);
    }
  }

  void disableDelay() throws IOException {
    setOption(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  }

  /** Asks for a send buffer of about {@code bytes}; the kernel doubles and bounds it. */
  public void setSendBufferBytes(int bytes) throws IOException {
    setOption(fd, SOL_SOCKET, SO_SNDBUF, bytes);
  }

  /** Most that {@link #setSendBufferBytes} can get ({@code net.core.wmem_max}); 0 if unknown. */
  public static int maxSendBufferBytes() {
    return SendBufferLimit.BYTES;
  }

  /** Read once, when first asked for. */
  private static final class SendBufferLimit {
    static final int BYTES = read();

    private static int read() {
      try {
        return Integer.parseInt(Files.readString(Path.of("/proc/sys/net/core/wmem_max")).strip());
      } catch (IOException | NumberFormatException e) {
        return 0;
      }
    }
  }

  static void setOption(int fd, int level, int option, int value) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      setOption(fd, level, option, arena.allocateFrom(JAVA_INT, value));
    }
  }

  private static void setOption(int fd, int level, int option, MemorySegment value)
      throws IOException {
    try {
      int result =
          (int)
              SETSOCKOPT.invokeExact(
                  Libc.errnoSegment(), fd, level, option, value.address(), (int) value.byteSize());
      if (result != 0) {
        throw new SystemCallException("setsockopt", level + "/" + option, Libc.errno());
      }
    } catch (Throwable t) {
      throw rethrow(t);
    }
  }

  /**
   * Writes all that {@code iov} holds, resuming short writes. Afterwards it is empty.
   *
   * @throws SystemCallException {@code EPIPE} or {@code ECONNRESET} where the peer is gone
   */
  @Override
  public void writeFully(Iovec iov) throws IOException {
    while (iov.size() > 0) {
      long done = invoke(WRITEV, "writev", iov.nativeAddress(), (long) iov.size());
      countWritten(iov, done);
    }
    iov.clear();
  }

  private void countWritten(Iovec iov, long done) {
    writeCalls.add(1);
    writtenEntries.add(iov.size());
    writtenBytes.add(done);
    if (done < iov.bytes()) {
      shortWrites.add(1);
    }
    iov.advance(done);
  }

  /** Writes {@code length} bytes at {@code address}, resuming short writes. */
  @Override
  public void writeFully(long address, long length) throws IOException {
    long from = address;
    long left = length;
    while (left > 0) {
      long done = invoke(WRITE, "write", from, left);
      writeCalls.add(1);
      writtenEntries.add(1);
      writtenBytes.add(done);
      from += done;
      left -= done;
      if (left > 0) {
        shortWrites.add(1);
      }
    }
  }

  /**
   * Lets the kernel read what is written by {@link #writeZeroCopy} from where it lies, after the
   * call has returned. For the thread that writes.
   *
   * @throws IllegalArgumentException if this is no TCP socket
   */
  public void enableZeroCopy() {
    zeroCopy = new ZeroCopySends(fd, peer, () -> ended);
  }

  /**
   * Writes all that {@code iov} holds, resuming short writes; afterwards it is empty. The memory
   * must stay until {@link #awaitZeroCopy}.
   *
   * @return the number of the last call, for {@link #awaitZeroCopy}
   */
  public long writeZeroCopy(Iovec iov) throws IOException {
    ZeroCopySends sends = zeroCopy();
    while (iov.size() > 0) {
      long done = sends.send(iov.nativeAddress(), iov.size());
      countWritten(iov, done);
    }
    iov.clear();
    return sends.calls();
  }

  /** Waits until the kernel is done with the memory of all calls up to that number. */
  public void awaitZeroCopy(long call) throws IOException {
    zeroCopy().await(call);
  }

  /** Of the calls by {@link #writeZeroCopy}, those that were copied all the same. */
  public long copiedZeroCopies() {
    ZeroCopySends sends = zeroCopy;
    return sends == null ? 0 : sends.copiedCalls();
  }

  private ZeroCopySends zeroCopy() {
    ZeroCopySends sends = zeroCopy;
    if (sends == null) {
      throw new IllegalStateException("zero copy was not enabled");
    }
    return sends;
  }

  /**
   * Reads what there is, at most {@code length} bytes, waiting for the first.
   *
   * @return bytes read; -1 at the end of the stream
   */
  public long read(long address, long length) throws IOException {
    long done = invoke(READ, "read", address, length);
    return countRead(done);
  }

  /**
   * Reads once into {@code iov} and drops from it what was filled.
   *
   * @return bytes read; -1 at the end of the stream
   */
  public long read(Iovec iov) throws IOException {
    long done = countRead(invoke(READV, "readv", iov.nativeAddress(), (long) iov.size()));
    if (done > 0) {
      iov.advance(done);
    }
    return done;
  }

  /**
   * Whether the peer has closed its end, or is gone, and all that it wrote has been read. Waits for
   * nothing and reads nothing.
   */
  public boolean peerHasClosed() {
    try (Arena arena = Arena.ofConfined()) {
      long address = arena.allocate(1).address();
      long there =
          (long) RECV.invokeExact(Libc.errnoSegment(), fd, address, 1L, MSG_PEEK | MSG_DONTWAIT);
      return there == 0 || (there < 0 && !NOTHING_YET.contains(Libc.errno()));
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  private long countRead(long done) {
    readCalls.add(1);
    if (done == 0) {
      return -1;
    }
    readBytes.add(done);
    return done;
  }

  /** Calls {@code (fd, address, count)}; a C int's upper half is ignored by the callee. */
  private long invoke(MethodHandle call, String name, long address, long count) throws IOException {
    try {
      long done;
      do {
        done = (long) call.invokeExact(Libc.errnoSegment(), fd, address, count);
      } while (done < 0 && Libc.errno() == Errno.EINTR);
      return checked(done, name);
    } catch (Throwable t) {
      throw rethrow(t);
    }
  }

  private long checked(long done, String call) throws SystemCallException {
    if (done < 0) {
      throw new SystemCallException(call, peer, Libc.errno());
    }
    return done;
  }

  /** Ends both directions and wakes every thread blocked on this socket. Never fails. */
  public void shutdown() {
    ended = true;
    shutdown(SHUT_RDWR);
  }

  /** Says to the peer that no more will be written; reading goes on. */
  public void shutdownOutput() {
    shutdown(SHUT_WR);
  }

  private synchronized void shutdown(int how) {
    if (!closed) {
      shutdown(fd, how);
    }
  }

  /** The result is of no use: a socket that is not connected any more needs no waking. */
  static void shutdown(int fd, int how) {
    try {
      int ignored = (int) SHUTDOWN.invokeExact(Libc.errnoSegment(), fd, how);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  static void shutdownBoth(int fd) {
    shutdown(fd, SHUT_RDWR);
  }

  /** Closes the socket. Closing twice does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      close(fd);
    }
  }

  static void close(int fd) {
    try {
      int ignored = (int) CLOSE.invokeExact(Libc.errnoSegment(), fd);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /** Who is at the other end, for messages. */
  public String peer() {
    return peer;
  }

  /** Bytes that the kernel took from this end. */
  public long writtenBytes() {
    return writtenBytes.get();
  }

  /** {@code write} and {@code writev} calls that returned. */
  public long writeCalls() {
    return writeCalls.get();
  }

  /** IOV entries that those calls were given; one for a plain {@code write}. */
  public long writtenEntries() {
    return writtenEntries.get();
  }

  /** Calls that took fewer bytes than they were given, and were resumed. */
  public long shortWrites() {
    return shortWrites.get();
  }

  /** Bytes that the kernel gave to this end. */
  public long readBytes() {
    return readBytes.get();
  }

  /** {@code read} and {@code readv} calls that returned. */
  public long readCalls() {
    return readCalls.get();
  }

  private static IOException rethrow(Throwable t) {
    return switch (t) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw Libc.unexpected(t);
    };
  }
}

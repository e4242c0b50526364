package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.Inside;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Threads;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Signals that interrupt system calls ({@code EINTR}): the JVM's own do not, but a library's in the
 * same process may.
 */
@ExtendWith(NoLeaks.class)
@SuppressWarnings("restricted")
class InterruptedCallsTest {
  private static final int SIGURG = 23;
  private static final int BYTES = 3 << 20;

  private static final MethodHandle GETPID = function("getpid");
  private static final MethodHandle GETTID = function("gettid");
  private static final MethodHandle TGKILL = function("tgkill", JAVA_INT, JAVA_INT, JAVA_INT);

  private static long handlerBefore;

  private final MemorySegment from = Arena.ofAuto().allocate(BYTES, 64);
  private final MemorySegment to = Arena.ofAuto().allocate(BYTES, 64);

  /** How bytes are moved, by the side that is interrupted. */
  enum Call {
    WRITE,
    WRITEV,
    SENDMSG,
    READ,
    READV;

    boolean reads() {
      return this == READ || this == READV;
    }
  }

  InterruptedCallsTest() {
    byte[] bytes = new byte[BYTES];
    new Random(9).nextBytes(bytes);
    from.copyFrom(MemorySegment.ofArray(bytes));
  }

  private static MethodHandle function(String name, java.lang.foreign.MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow(name),
            FunctionDescriptor.of(JAVA_INT, arguments));
  }

  /** A handler that does nothing, and after which calls are not resumed: libc's {@code abs}. */
  @BeforeAll
  static void handleSignal() throws Throwable {
    Linker linker = Linker.nativeLinker();
    MemorySegment signal = linker.defaultLookup().findOrThrow("signal");
    MemorySegment nothing = linker.defaultLookup().findOrThrow("abs");
    handlerBefore = setHandler(linker, signal, nothing.address());
    assertThat((int) function("siginterrupt", JAVA_INT, JAVA_INT).invokeExact(SIGURG, 1)).isZero();
  }

  @AfterAll
  static void restoreHandler() throws Throwable {
    Linker linker = Linker.nativeLinker();
    setHandler(linker, linker.defaultLookup().findOrThrow("signal"), handlerBefore);
  }

  private static long setHandler(Linker linker, MemorySegment signal, long handler)
      throws Throwable {
    return (long)
        linker
            .downcallHandle(signal, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG))
            .invokeExact(SIGURG, handler);
  }

  private static int threadId() {
    try {
      return (int) GETTID.invokeExact();
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  private static void signal(int thread) {
    try {
      int ignored = (int) TGKILL.invokeExact((int) GETPID.invokeExact(), thread, SIGURG);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  /** Otherwise the others show nothing. */
  @Test
  void aSignalInterruptsACallHere() throws Exception {
    MethodHandle read = Libc.longCall("read", JAVA_INT, JAVA_LONG, JAVA_LONG);
    StreamSocket[] pair = StreamSocket.pair();
    int fd = (int) Inside.read(pair[0], "fd");
    AtomicInteger thread = new AtomicInteger();
    FutureTask<Integer> errno =
        new FutureTask<>(() -> {
          thread.set(threadId());
          try {
            long done = (long) read.invokeExact(Libc.errnoSegment(), fd, to.address(), 1L);
            return done < 0 ? Libc.errno() : 0;
          } catch (Throwable t) {
            throw new AssertionError(t);
          }
        });
    Thread reader = Thread.ofPlatform().daemon().start(errno);
    while (reader.isAlive()) {
      if (thread.get() != 0) {
        signal(thread.get());
      }
      reader.join(1);
    }
    pair[0].close();
    pair[1].close();
    assertThat(errno.get()).isEqualTo(Errno.EINTR);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostOrMovedTwice(Call call) throws Exception {
    StreamSocket[] ends = call == Call.SENDMSG ? tcp() : StreamSocket.pair();
    try {
      movesAll(call, ends);
    } finally {
      ends[0].close();
      ends[1].close();
    }
  }

  private void movesAll(Call call, StreamSocket[] ends) throws Exception {
    ends[0].setSendBufferBytes(1);
    AtomicInteger thread = new AtomicInteger();
    FutureTask<Void> interrupted =
        new FutureTask<>(() -> {
          thread.set(threadId());
          if (call.reads()) {
            readAll(ends[1], call);
          } else {
            writeAll(ends[0], call);
          }
          return null;
        });
    FutureTask<Void> other =
        new FutureTask<>(() -> {
          if (call.reads()) {
            writeAll(ends[0], Call.WRITE);
          } else {
            readAll(ends[1], Call.READ);
          }
          return null;
        });
    Thread target = Thread.ofPlatform().daemon().start(interrupted);
    while (thread.get() == 0) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 50; i++) {
      signal(thread.get()); // It waits for the other side, which is not there yet.
      Thread.sleep(1);
    }
    Thread peer = Thread.ofPlatform().daemon().start(other);
    while (target.isAlive()) {
      signal(thread.get());
      target.join(1);
    }
    if (interrupted.state() == Future.State.FAILED) {
      ends[0].shutdown(); // Nobody waits for it any more.
      ends[1].shutdown();
    }
    Threads.join(peer);
    interrupted.get();
    other.get();
    assertThat(to.mismatch(from)).isEqualTo(-1);
    if (call == Call.WRITE || call == Call.WRITEV) {
      assertThat(ends[0].shortWrites()).as("writes that a signal cut short").isPositive();
    }
    ends[0].shutdownOutput();
    assertThat(ends[1].read(to.address(), 1)).as("bytes that came twice").isEqualTo(-1);
  }

  private static StreamSocket[] tcp() throws IOException {
    try (ServerSocket listener = ServerSocket.listen(new Endpoint.Tcp("127.0.0.1", 0), 1)) {
      StreamSocket sender = StreamSocket.connect(listener.endpoint());
      return new StreamSocket[] {sender, Objects.requireNonNull(listener.accept())};
    }
  }

  private void writeAll(StreamSocket socket, Call call) throws IOException {
    if (call == Call.WRITE) {
      socket.writeFully(from.address(), BYTES);
      return;
    }
    Iovec iov = new Iovec(BYTES >> 16);
    for (int at = 0; at < BYTES; at += 1 << 16) {
      iov.add(from.address() + at, 1 << 16);
    }
    if (call == Call.SENDMSG) {
      socket.enableZeroCopy();
      socket.awaitZeroCopy(socket.writeZeroCopy(iov));
    } else {
      socket.writeFully(iov);
    }
  }

  private void readAll(StreamSocket socket, Call call) throws IOException {
    Iovec iov = new Iovec(1);
    long done = 0;
    while (done < BYTES) {
      long now;
      if (call == Call.READV) {
        iov.clear();
        iov.add(to.address() + done, BYTES - done);
        now = socket.read(iov);
      } else {
        now = socket.read(to.address() + done, BYTES - done);
      }
      if (now < 0) {
        throw new IOException("closed after " + done + " bytes");
      }
      done += now;
    }
  }
}

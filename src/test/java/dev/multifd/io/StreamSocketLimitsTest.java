package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Threads;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sockets at their limits: full, torn, closed, and never answered. */
@ExtendWith(NoLeaks.class)
class StreamSocketLimitsTest {
  private static final int ENTRIES = 129;
  private static final int PAGE = 4096;

  private final Arena arena = Arena.ofShared();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void free() {
    threads.forEach(Threads::join);
    arena.close();
  }

  private <T> FutureTask<T> start(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    run(task);
    return task;
  }

  private void run(Runnable body) {
    threads.add(Thread.ofPlatform().daemon().name("fake/io").start(body));
  }

  /** Something that fails. */
  private interface Attempt {
    void run() throws IOException;
  }

  /** Completes with the exception that ends an attempt. */
  private CompletableFuture<IOException> failureOf(Attempt attempt) {
    CompletableFuture<IOException> failure = new CompletableFuture<>();
    run(() -> {
      try {
        attempt.run();
      } catch (IOException e) {
        failure.complete(e);
      }
    });
    return failure;
  }

  private void join() {
    threads.forEach(Threads::join);
  }

  /** As a packet: a header and pages that do not touch. */
  private Iovec packet(MemorySegment memory) {
    Iovec iov = new Iovec(ENTRIES);
    iov.add(memory.address(), 1344);
    for (int i = 1; i < ENTRIES; i++) {
      iov.add(memory.address() + (2L * i - 1) * PAGE, PAGE);
    }
    return iov;
  }

  private MemorySegment filled() {
    MemorySegment memory = arena.allocate(2L * ENTRIES * PAGE, PAGE);
    for (long i = 0; i < memory.byteSize(); i++) {
      memory.set(JAVA_BYTE, i, (byte) (i * 31 + (i >> 12)));
    }
    return memory;
  }

  private static byte[] bytesOf(Iovec iov, MemorySegment memory) {
    byte[] all = new byte[(int) iov.bytes()];
    int at = 0;
    for (int i = 0; i < iov.size(); i++) {
      int length = (int) iov.length(i);
      MemorySegment.copy(memory, JAVA_BYTE, iov.address(i) - memory.address(), all, at, length);
      at += length;
    }
    return all;
  }

  @Test
  void aGatheredWriteThroughATinyBufferArrivesWhole() throws IOException {
    MemorySegment memory = filled();
    StreamSocket[] pair = StreamSocket.pair();
    try (StreamSocket sender = pair[0];
        StreamSocket receiver = pair[1]) {
      sender.setSendBufferBytes(4096);
      Iovec iov = packet(memory);
      byte[] expected = bytesOf(iov, memory);
      MemorySegment arrived = arena.allocate(expected.length);
      FutureTask<Long> reading =
          start(() -> {
            long done = 0;
            while (done < expected.length) {
              // Odd pieces, so that entries are left in their middle.
              done +=
                  receiver.read(arrived.address() + done, Math.min(777, expected.length - done));
            }
            return done;
          });
      sender.writeFully(iov);
      join();
      assertThat(reading.resultNow()).isEqualTo(expected.length);
      assertThat(arrived.toArray(JAVA_BYTE)).isEqualTo(expected);
      assertThat(sender.writtenBytes()).isEqualTo(expected.length);
      assertThat(sender.writeCalls()).isEqualTo(sender.shortWrites() + 1);
    }
  }

  /** A blocking call seldom falls short, so this goes without one. */
  @Test
  void anIovecGoesOnWhereACallFellShort() {
    MemorySegment memory = filled();
    Iovec iov = packet(memory);
    byte[] expected = bytesOf(iov, memory);
    long[] steps = {1, 1343, 1, 4095, 4096, 8192, 5000};
    long done = 0;
    for (long step : steps) {
      iov.advance(step);
      done += step;
      byte[] left = bytesOf(iov, memory);
      assertThat(left.length).isEqualTo((int) (expected.length - done));
      assertThat(left[0]).isEqualTo(expected[(int) done]);
    }
    iov.advance(iov.bytes());
    assertThat(iov.size()).isZero();
  }

  @Test
  void aPeerThatClosesDuringAWriteIsAnError() throws IOException {
    MemorySegment memory = filled();
    StreamSocket[] pair = StreamSocket.pair();
    try (StreamSocket sender = pair[0]) {
      sender.setSendBufferBytes(4096);
      MemorySegment some = arena.allocate(100);
      FutureTask<Long> reading =
          start(() -> {
            try (StreamSocket receiver = pair[1]) {
              return receiver.read(some.address(), 100);
            }
          });
      assertThatExceptionOfType(SystemCallException.class)
          .isThrownBy(() -> sender.writeFully(packet(memory)))
          .satisfies(e -> assertThat(e.errno()).isIn(Errno.EPIPE, Errno.ECONNRESET))
          .satisfies(e -> assertThat(e.call()).isEqualTo("writev"));
      join();
      assertThat(reading.resultNow()).isEqualTo(100);
    }
  }

  @Test
  void aTcpPeerThatResetsIsAnErrorOfReaderAndWriter() throws IOException {
    MemorySegment memory = filled();
    try (ServerSocketChannel listener =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        StreamSocket socket = StreamSocket.connect(endpointOf(listener))) {
      try (SocketChannel peer = listener.accept()) {
        peer.setOption(StandardSocketOptions.SO_LINGER, 0); // closing resets
      }
      assertThatExceptionOfType(SystemCallException.class)
          .isThrownBy(() -> socket.read(memory.address(), 1))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ECONNRESET))
          .withMessageContaining("Connection reset by peer");
      assertThatExceptionOfType(SystemCallException.class)
          .as("and no signal ends the JVM")
          .isThrownBy(() -> socket.writeFully(packet(memory)))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EPIPE));
    }
  }

  @Test
  void shutdownWakesABlockedWriter() throws IOException {
    MemorySegment memory = filled();
    StreamSocket[] pair = StreamSocket.pair();
    try (StreamSocket sender = pair[0];
        StreamSocket receiver = pair[1]) {
      sender.setSendBufferBytes(4096);
      CompletableFuture<IOException> failure = failureOf(() -> sender.writeFully(packet(memory)));
      Threads.awaitInside("fake/io", StreamSocket.class);
      sender.shutdown();
      join();
      assertThat(failure.resultNow()).hasMessage("writev pair:0: Broken pipe (errno 32)");
      assertThat(receiver.readBytes()).isZero();
    }
  }

  @Test
  void shutdownWakesABlockedAcceptOfAUnixPath(@TempDir Path folder) throws IOException {
    try (ServerSocket server =
        ServerSocket.listen(new Endpoint.Unix(folder.resolve("socket")), 1)) {
      FutureTask<Boolean> accepting = start(() -> server.accept() == null);
      Threads.awaitInside("fake/io", ServerSocket.class);
      server.shutdown();
      join();
      assertThat(accepting.resultNow()).isTrue();
    }
  }

  @Test
  void shuttingDownWhatIsClosedDoesNothing() throws IOException {
    StreamSocket[] pair = StreamSocket.pair();
    pair[0].close();
    pair[0].close();
    pair[0].shutdown();
    pair[0].shutdownOutput();
    pair[1].close();
  }

  @Test
  void aTakenAddressIsNamed(@TempDir Path folder) throws IOException {
    Endpoint unix = new Endpoint.Unix(folder.resolve("socket"));
    try (ServerSocket first = ServerSocket.listen(unix, 1)) {
      assertThat(first.endpoint()).isEqualTo(unix);
      assertThatExceptionOfType(SystemCallException.class)
          .isThrownBy(() -> ServerSocket.listen(unix, 1).close())
          .withMessage("bind " + unix + ": Address already in use (errno 98)");
    }
    try (ServerSocket tcp = ServerSocket.listen(Endpoint.parse("127.0.0.1:0"), 1)) {
      assertThatExceptionOfType(SystemCallException.class)
          .isThrownBy(() -> ServerSocket.listen(tcp.endpoint(), 1).close())
          .withMessage("bind " + tcp.endpoint() + ": Address already in use (errno 98)");
    }
  }

  private static Endpoint endpointOf(ServerSocketChannel listener) throws IOException {
    return new Endpoint.Tcp(
        "127.0.0.1", ((InetSocketAddress) listener.getLocalAddress()).getPort());
  }

  /** A listener with a full backlog does not answer. */
  private static void fill(ServerSocketChannel listener, List<SocketChannel> waiting)
      throws IOException {
    for (int i = 0; i < 3; i++) {
      SocketChannel socket = SocketChannel.open();
      waiting.add(socket);
      socket.configureBlocking(false);
      socket.connect(listener.getLocalAddress());
    }
  }

  @Test
  void aConnectThatIsNotAnsweredEndsWithItsTimeoutOrAShutdown() throws IOException {
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocketChannel listener =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1)) {
      fill(listener, waiting);
      Endpoint to = endpointOf(listener);
      assertThatExceptionOfType(SystemCallException.class)
          .isThrownBy(() -> StreamSocket.connect(to, Duration.ofMillis(50), s -> {}).close())
          .withMessage("connect " + to + ": Connection timed out (errno 110)");

      CompletableFuture<StreamSocket> connecting = new CompletableFuture<>();
      CompletableFuture<IOException> failure =
          failureOf(
              () -> StreamSocket.connect(to, Duration.ofSeconds(30), connecting::complete).close());
      connecting.join().shutdown();
      assertThat(failure.join()).isInstanceOf(SystemCallException.class);
      join();

      assertThatExceptionOfType(SystemCallException.class)
          .as("shut down before it even connects")
          .isThrownBy(() ->
              StreamSocket.connect(to, Duration.ofSeconds(30), StreamSocket::shutdown).close())
          .withMessage("connect " + to + ": Operation canceled (errno 125)");
    } finally {
      for (SocketChannel socket : waiting) {
        socket.close();
      }
    }
  }

  /** A full Unix listener answers when it has accepted somebody. */
  @Test
  void aConnectWaitsForAnAnswerThatComesLate(@TempDir Path folder) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("socket"));
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        SocketChannel first = SocketChannel.open(StandardProtocolFamily.UNIX);
        SocketChannel second = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(address, 1);
      first.connect(address);
      second.connect(address);
      Endpoint to = new Endpoint.Unix(address.getPath());
      FutureTask<Integer> connecting =
          start(() -> {
            StreamSocket.connect(to, Duration.ofSeconds(10), s -> {}).close();
            return 1;
          });
      long untilNs = System.nanoTime() + Duration.ofMillis(120).toNanos();
      Threads.await(() -> System.nanoTime() > untilNs);
      assertThat(connecting.isDone()).isFalse();
      try (SocketChannel accepted = listener.accept()) {
        join();
        assertThat(connecting.resultNow()).isOne();
        assertThat(accepted.isConnected()).isTrue();
      }
    }
  }

  /** The limit on connecting is none on writing. */
  @Test
  void aWriteMayTakeLongerThanTheConnect() throws IOException {
    MemorySegment memory = filled();
    try (ServerSocketChannel listener =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        StreamSocket socket =
            StreamSocket.connect(endpointOf(listener), Duration.ofMillis(20), s -> {})) {
      socket.setSendBufferBytes(4096);
      try (SocketChannel peer = listener.accept()) {
        FutureTask<Integer> writing =
            start(() -> {
              socket.writeFully(packet(memory));
              return 1;
            });
        Threads.awaitInside("fake/io", StreamSocket.class);
        long untilNs = System.nanoTime() + Duration.ofMillis(60).toNanos();
        Threads.await(() -> System.nanoTime() > untilNs);
        assertThat(writing.isDone()).as("blocked, not failed").isFalse();
        var buffer = java.nio.ByteBuffer.allocate(1 << 16);
        long left = packet(memory).bytes();
        while (left > 0) {
          left -= peer.read(buffer.clear());
        }
        join();
        assertThat(writing.resultNow()).isOne();
      }
    }
  }
}

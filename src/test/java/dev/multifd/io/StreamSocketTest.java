package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamSocketTest {
  private final Arena arena = Arena.ofShared();
  private final StreamSocket sender;
  private final StreamSocket receiver;

  StreamSocketTest() throws IOException {
    StreamSocket[] pair = StreamSocket.pair();
    sender = pair[0];
    receiver = pair[1];
  }

  @AfterEach
  void close() {
    sender.close();
    receiver.close();
    arena.close();
  }

  private MemorySegment counting(int bytes) {
    MemorySegment memory = arena.allocate(bytes);
    for (int i = 0; i < bytes; i++) {
      memory.set(JAVA_BYTE, i, (byte) i);
    }
    return memory;
  }

  private void send(MemorySegment memory) throws IOException {
    sender.writeFully(memory.address(), memory.byteSize());
  }

  @Test
  void gathersAndScatters() throws IOException {
    MemorySegment from = counting(30);
    Iovec out = new Iovec(3);
    out.add(from.address() + 20, 10);
    out.add(from.address(), 5);
    out.add(from.address() + 5, 15);
    sender.writeFully(out);
    assertThat(out.size()).isZero();

    MemorySegment to = arena.allocate(30);
    Iovec in = new Iovec(2);
    in.add(to.address() + 10, 20);
    in.add(to.address(), 10);
    assertThat(receiver.read(in)).isEqualTo(30);
    assertThat(in.size()).isZero();
    assertThat(to.toArray(JAVA_BYTE))
        .startsWith(10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29)
        .hasSize(30);
  }

  @Test
  void resumesAScatteredReadWhereThePartialOneStopped() throws IOException {
    MemorySegment from = counting(30);
    MemorySegment to = arena.allocate(30);
    Iovec in = new Iovec(3);
    in.add(to.address(), 10);
    in.add(to.address() + 10, 10);
    in.add(to.address() + 20, 10);

    send(from.asSlice(0, 3));
    assertThat(receiver.read(in)).isEqualTo(3);
    assertThat(in.bytes()).isEqualTo(27);
    send(from.asSlice(3, 15));
    assertThat(receiver.read(in)).isEqualTo(15);
    assertThat(in.size()).isEqualTo(2);
    send(from.asSlice(18, 12));
    assertThat(receiver.read(in)).isEqualTo(12);
    assertThat(in.size()).isZero();
    assertThat(to.mismatch(from)).isEqualTo(-1);
    assertThat(receiver.readBytes()).isEqualTo(30);
    assertThat(receiver.readCalls()).isEqualTo(3);
  }

  @Test
  void writesMoreThanTheSocketHolds() throws Exception {
    int bytes = 4 << 20;
    MemorySegment from = counting(bytes);
    MemorySegment to = arena.allocate(bytes);
    FutureTask<Long> reading =
        new FutureTask<>(() -> {
          long done = 0;
          while (done < bytes) {
            done += receiver.read(to.address() + done, bytes - done);
          }
          return done;
        });
    Thread.ofPlatform().start(reading);
    Iovec out = new Iovec(2);
    out.add(from.address(), bytes / 2);
    out.add(from.address() + bytes / 2, bytes / 2);
    sender.writeFully(out);
    assertThat(reading.get()).isEqualTo(bytes);
    assertThat(to.mismatch(from)).isEqualTo(-1);
    assertThat(sender.writtenBytes()).isEqualTo(bytes);
    assertThat(sender.writeCalls()).isEqualTo(1 + sender.shortWrites());
  }

  @Test
  void tellsTheEndOfTheStream() throws IOException {
    send(counting(1));
    sender.shutdownOutput();
    MemorySegment to = arena.allocate(8);
    assertThat(receiver.read(to.address(), 8)).isEqualTo(1);
    assertThat(receiver.read(to.address(), 8)).isEqualTo(-1);
    assertThat(receiver.readBytes()).isEqualTo(1);
  }

  @Test
  void tellsThatThePeerHasClosedOnceAllIsRead() throws IOException {
    assertThat(receiver.peerHasClosed()).as("nothing has come").isFalse();
    send(counting(1));
    sender.shutdownOutput();
    assertThat(receiver.peerHasClosed()).as("a byte is there").isFalse();
    receiver.read(arena.allocate(8).address(), 8);
    assertThat(receiver.peerHasClosed()).isTrue();
    assertThat(receiver.readCalls()).as("it is no read").isEqualTo(1);
  }

  @Test
  void tellsThatThePeerIsGone() throws IOException {
    sender.close();
    assertThat(receiver.peerHasClosed()).isTrue();
  }

  @Test
  void goesOnReadingAfterItsOutputEnded() throws IOException {
    receiver.shutdownOutput();
    send(counting(1));
    assertThat(receiver.read(arena.allocate(8).address(), 8)).isEqualTo(1);
  }

  @Test
  void shutdownWakesABlockedReader() throws Exception {
    MemorySegment to = arena.allocate(8);
    CompletableFuture<Thread> started = new CompletableFuture<>();
    FutureTask<Long> reading =
        new FutureTask<>(() -> {
          started.complete(Thread.currentThread());
          return receiver.read(to.address(), 8);
        });
    Thread.ofPlatform().start(reading);
    started.get();
    receiver.shutdown();
    assertThat(reading.get()).isEqualTo(-1);
  }

  @Test
  void saysThatThePeerIsGone() {
    receiver.close();
    MemorySegment memory = counting(1);
    assertThatExceptionOfType(SystemCallException.class)
        .isThrownBy(() -> send(memory))
        .withMessage("write pair:0: Broken pipe (errno 32)")
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EPIPE));
  }

  @Test
  void connectsByTcp() throws Exception {
    try (ServerSocket server = ServerSocket.listen(Endpoint.parse("127.0.0.1:0"), 1)) {
      assertThat(server.endpoint().toString()).matches("tcp:127\\.0\\.0\\.1:[1-9]\\d*");
      exchange(server);
    }
  }

  @Test
  void connectsByAUnixPath(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
      throws Exception {
    var path = folder.resolve("socket");
    try (ServerSocket server = ServerSocket.listen(new Endpoint.Unix(path), 1)) {
      assertThat(path).exists();
      exchange(server);
    }
    assertThat(path).doesNotExist();
  }

  private void exchange(ServerSocket server) throws IOException {
    MemorySegment from = counting(4);
    MemorySegment to = arena.allocate(4);
    try (StreamSocket client = StreamSocket.connect(server.endpoint());
        StreamSocket accepted = server.accept()) {
      assertThat(accepted).isNotNull();
      client.writeFully(from.address(), 4);
      assertThat(accepted.read(to.address(), 4)).isEqualTo(4);
    }
    assertThat(to.mismatch(from)).isEqualTo(-1);
  }

  @Test
  void shutdownWakesABlockedAccept() throws IOException, InterruptedException, ExecutionException {
    try (ServerSocket server = ServerSocket.listen(Endpoint.parse("127.0.0.1:0"), 1)) {
      FutureTask<Boolean> accepting = new FutureTask<>(() -> server.accept() == null);
      Thread.ofPlatform().start(accepting);
      server.shutdown();
      assertThat(accepting.get()).isTrue();
    }
  }

  @Test
  void saysWhoDidNotListen() throws IOException {
    Endpoint nobody;
    try (ServerSocket server = ServerSocket.listen(Endpoint.parse("127.0.0.1:0"), 1)) {
      nobody = server.endpoint();
    }
    assertThatExceptionOfType(SystemCallException.class)
        .isThrownBy(() -> StreamSocket.connect(nobody).close())
        .withMessageStartingWith("connect " + nobody + ": ")
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ECONNREFUSED));
  }
}

package dev.multifd.payload;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Endpoint;
import dev.multifd.io.ServerSocket;
import dev.multifd.io.StreamSocket;
import dev.multifd.io.SystemCallException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every packing puts the same bytes on the wire, in the calls that it is named after. */
@ExtendWith(NoLeaks.class)
class PackingTest {
  private static final int PACKETS = 40;
  private static final int HEADER_BYTES = 1344;

  private final GuestRam ram;
  private final RamBlock block;
  private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
  private StreamSocket sender;
  private StreamSocket receiver;

  PackingTest() throws SystemCallException {
    ram = Blocks.map();
    block = ram.blocks().getFirst();
    Random random = new Random(11);
    for (long at = 0; at < block.memory().byteSize(); at += 61) {
      block.memory().set(JAVA_BYTE, at, (byte) random.nextInt());
    }
  }

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocket listener = ServerSocket.listen(new Endpoint.Tcp("127.0.0.1", 0), 1)) {
      sender = StreamSocket.connect(listener.endpoint());
      receiver = Objects.requireNonNull(listener.accept());
    }
  }

  @AfterEach
  void close() {
    sender.close();
    receiver.close();
    ram.close();
  }

  /** Packets of 0 to 4 runs, the same for each packing; what must arrive is written down. */
  private void send(Packing packing) throws IOException {
    Random random = new Random(5);
    for (int packet = 0; packet < PACKETS; packet++) {
      MemorySegment header = packing.header();
      for (int i = 0; i < HEADER_BYTES; i++) {
        header.set(JAVA_BYTE, i, (byte) (packet + i));
      }
      expected.writeBytes(header.asSlice(0, HEADER_BYTES).toArray(JAVA_BYTE));
      for (int run = packet % 5; run > 0; run--) {
        int pages = 1 + random.nextInt(5);
        long offset = random.nextLong(block.pages() - pages) << RamBlock.PAGE_BITS;
        packing.payload(block.memory(), offset, (long) pages << RamBlock.PAGE_BITS);
        expected.writeBytes(
            block.memory().asSlice(offset, (long) pages << RamBlock.PAGE_BITS).toArray(JAVA_BYTE));
      }
      packing.end();
    }
    packing.flush();
    sender.shutdownOutput();
  }

  /** Reads to the end in pieces of that many bytes. */
  private CompletableFuture<byte[]> received(int pieceBytes) {
    return CompletableFuture.supplyAsync(() -> {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment piece = arena.allocate(pieceBytes);
        long now = receiver.read(piece.address(), pieceBytes);
        while (now >= 0) {
          all.writeBytes(piece.asSlice(0, now).toArray(JAVA_BYTE));
          now = receiver.read(piece.address(), pieceBytes);
        }
        return all.toByteArray();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void theBytesOnTheWireAreTheSame(PackingKind kind) throws IOException {
    CompletableFuture<byte[]> arrived = received(1 << 20);
    send(kind.create(sender));
    assertThat(arrived.join()).isEqualTo(expected.toByteArray());
    assertThat(sender.writtenBytes()).isEqualTo(expected.size());
  }

  /** A send buffer smaller than a packet, and a reader that takes odd pieces. */
  @ParameterizedTest
  @EnumSource
  void shortWritesAreResumed(PackingKind kind) throws IOException {
    sender.setSendBufferBytes(1);
    CompletableFuture<byte[]> arrived = received(1009);
    send(kind.create(sender));
    assertThat(arrived.join()).isEqualTo(expected.toByteArray());
  }

  @ParameterizedTest
  @EnumSource
  void theCallsAreThoseOfItsName(PackingKind kind) throws IOException {
    CompletableFuture<byte[]> arrived = received(1 << 20);
    send(kind.create(sender));
    arrived.join();
    long resumed = sender.shortWrites();
    long calls = sender.writeCalls() - resumed;
    long payloads = PACKETS - PACKETS / 5;
    assertThat(calls)
        .isEqualTo(
            switch (kind) {
              case HEADER_APART -> PACKETS + payloads;
              case PAGE_ENTRIES, MERGED_RUNS, ONE_BUFFER, ZERO_COPY -> PACKETS;
              case SEVERAL_PACKETS -> PACKETS / 8;
            });
    if (resumed == 0) {
      int pages = (expected.size() - PACKETS * HEADER_BYTES) >> RamBlock.PAGE_BITS;
      switch (kind) {
        case HEADER_APART, PAGE_ENTRIES ->
            assertThat(sender.writtenEntries()).isEqualTo((long) PACKETS + pages);
        case MERGED_RUNS, SEVERAL_PACKETS, ZERO_COPY ->
            assertThat(sender.writtenEntries()).isBetween((long) PACKETS, 3L * PACKETS);
        case ONE_BUFFER -> assertThat(sender.writtenEntries()).isEqualTo(PACKETS);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatIsGoneIsAnError(PackingKind kind) {
    Packing packing = kind.create(sender);
    receiver.close();
    assertThatExceptionOfType(SystemCallException.class).isThrownBy(() -> send(packing));
  }

  /** Loopback copies what was to be sent from its place, and says so. */
  @Test
  void zeroCopyOnLoopbackIsCountedAsCopied() throws IOException {
    CompletableFuture<byte[]> arrived = received(1 << 20);
    send(PackingKind.ZERO_COPY.create(sender));
    arrived.join();
    assertThat(sender.copiedZeroCopies()).isEqualTo(sender.writeCalls());
  }

  @Test
  void zeroCopyIsRefusedOnUnixSockets() throws IOException {
    StreamSocket[] pair = StreamSocket.pair();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackingKind.ZERO_COPY.create(pair[0]))
        .withMessageContaining("needs TCP");
    pair[0].close();
    pair[1].close();
  }
}

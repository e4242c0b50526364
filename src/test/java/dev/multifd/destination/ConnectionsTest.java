package dev.multifd.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Packets;
import dev.multifd.fixture.Recording;
import dev.multifd.fixture.Threads;
import dev.multifd.guest.GuestRam;
import dev.multifd.io.Endpoint;
import dev.multifd.io.StreamSocket;
import dev.multifd.io.SystemCallException;
import dev.multifd.payload.CompressionMethod;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Peers that connect too little, too often, or say nothing. */
@ExtendWith(NoLeaks.class)
class ConnectionsTest {
  private static final String HINT = "; is the other side alive? (--timeout allows more)";

  private static String stalled(String state) {
    return "destination watchdog: nothing moved for 250 ms while " + state + HINT;
  }

  private static void write(SocketChannel socket, byte[] bytes) throws IOException {
    socket.write(ByteBuffer.wrap(bytes));
  }

  @Test
  void saysThatNobodyHasSpoken() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.of(4, Incoming.SHORT)) {
      incoming.peer().connect();
      assertThat(incoming.refused())
          .hasMessage(stalled("no main channel and 0 of 4 multifd channels have connected"));
    }
  }

  @Test
  void saysWhichConnectionsAreMissing() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.of(4, Incoming.SHORT)) {
      write(incoming.peer().connect(), Recording.valid().main().piece("header"));
      write(incoming.peer().connect(), Packets.hello(Recording.VM, 3));
      write(incoming.peer().connect(), Packets.hello(Recording.VM, 0));
      write(incoming.peer().connect(), Arrays.copyOf(Packets.hello(Recording.VM, 1), 30));
      assertThat(incoming.refused())
          .hasMessage(stalled("the main channel and 2 of 4 multifd channels have connected"));
    }
  }

  @Test
  void saysThatTheMainChannelIsMissing() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.of(1, Incoming.SHORT)) {
      write(incoming.peer().connect(), Packets.hello(Recording.VM, 0));
      assertThat(incoming.refused())
          .hasMessage(stalled("no main channel and 1 of 1 multifd channels have connected"));
    }
  }

  @Test
  void saysAtWhichBarrierASourceHasStalled() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.of(2, Incoming.SHORT)) {
      write(incoming.peer().connect(), Recording.valid().main().bytes());
      write(
          incoming.peer().connect(),
          Recording.valid().channels().get(0).without("sync3").without("sync2").bytes());
      write(incoming.peer().connect(), Recording.valid().channels().get(1).bytes());
      assertThat(incoming.refused()).hasMessage(stalled("loading: 1 of 2 channels are at SYNC 2"));
    }
  }

  @Test
  void saysThatTheSourceDoesNotCloseItsChannels() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.of(2, Incoming.SHORT)) {
      for (byte[] bytes : Recording.valid().bytes()) {
        write(incoming.peer().connect(), bytes);
      }
      assertThat(incoming.refused())
          .hasMessage(
              stalled("everything is loaded, waiting for the source to close its channels"));
    }
  }

  /** All channels of a source connect before it sends RAM, however many it has. */
  @Test
  void aChannelTooManyIsNamedThoughTheExpectedOnesAreThere() throws IOException {
    try (Incoming incoming = Incoming.usual()) {
      Incoming.Running running = incoming.start();
      write(incoming.peer().connect(), Recording.valid().main().piece("header"));
      write(incoming.peer().connect(), Packets.hello(Recording.VM, 0));
      write(incoming.peer().connect(), Packets.hello(Recording.VM, 1));
      Threads.awaitInside("destination/channel-1", ReceiveChannel.class);
      Threads.awaitInside("destination/main", MainLoader.class);
      write(incoming.peer().connect(), Packets.hello(Recording.VM, 2));
      assertThat(running.failed())
          .hasMessage(
              "destination hello: multifd hello channel id is 2, expected less than the 2"
                  + " configured channels; set multifd-channels alike");
    }
  }

  @Test
  void saysThatPrecopyHasStalled() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.of(0, Incoming.SHORT)) {
      write(incoming.peer().connect(), Recording.valid().main().piece("header"));
      assertThat(incoming.refused()).hasMessage(stalled("loading the main channel"));
    }
  }

  @Test
  void aConnectionThatNeverSpeaksDoesNotHarmTheOthers() throws IOException {
    try (Incoming incoming = Incoming.usual()) {
      Incoming.Running running = incoming.start();
      incoming.peer().connect();
      Threads.awaitInside("destination/connection-0", StreamSocket.class);
      incoming.peer().sendAll(Recording.valid().bytes());
      assertThat(running.loaded().distinctPages()).isEqualTo(163);
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  @Test
  void manyConnectionsThatNeverSpeakAreRefused() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.of(1, Incoming.PATIENT)) {
      for (int i = 0; i < 2 + 8 + 1; i++) {
        incoming.peer().connect();
      }
      assertThat(incoming.refused())
          .hasMessage(
              "destination listener: more than 8 connections that did not say who they are");
    }
  }

  @Test
  void nobodyListensOnceItIsLoaded() throws IOException {
    try (Incoming incoming = Incoming.usual()) {
      Incoming.Running running = incoming.start();
      incoming.peer().sendAll(Recording.valid().bytes());
      running.loaded();
      assertThatExceptionOfType(IOException.class)
          .as("nobody listens any more")
          .isThrownBy(() -> incoming.peer().connect());
    }
  }

  @Test
  void cancellingEndsItAtOnce() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.usual()) {
      incoming.peer().connect();
      incoming.destination().cancel("the source failed");
      assertThat(incoming.refused()).hasMessage("destination migration: the source failed");
    }
  }

  @Test
  void anInterruptCancelsIt() throws IOException {
    try (Incoming incoming = Incoming.usual()) {
      Incoming.Running running = incoming.start();
      SocketChannel main = incoming.peer().connect();
      write(main, Recording.valid().main().piece("header"));
      Threads.awaitInside("destination/main", MainLoader.class);
      running.thread().interrupt();
      assertThat(running.failed()).isInstanceOf(InterruptedException.class);
      assertThat(main.read(ByteBuffer.allocate(1))).as("end of the stream").isEqualTo(-1);
    }
  }

  @Test
  void closingADestinationThatNeverRanLeavesNothing() throws IOException {
    try (Incoming incoming = Incoming.usual()) {
      assertThat(incoming.destination().endpoint().toString()).startsWith("unix:");
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (Incoming incoming = Incoming.byTcp();
        GuestRam ram = GuestRam.map(Recording.LAYOUT, GuestRam.HugePages.NEVER)) {
      Endpoint taken = incoming.destination().endpoint();
      DestinationOptions options =
          new DestinationOptions(
              1,
              new UUID(0, 0),
              CompressionMethod.NONE,
              false,
              Arrival.DEFAULT,
              Duration.ofSeconds(1));
      assertThatExceptionOfType(SystemCallException.class)
          .isThrownBy(() -> new MigrationDestination(ram, options, taken).close())
          .withMessage("bind " + taken + ": Address already in use (errno 98)");
    }
  }

  /** A peer's half-close ends a channel, and its full close after SHUT is no error either. */
  @Test
  void thePeerMayCloseOnceItWasTold() throws IOException {
    try (Incoming incoming = Incoming.byTcp()) {
      List<byte[]> bytes = Recording.valid().bytes();
      Incoming.Running running = incoming.start();
      try (SocketChannel main = incoming.peer().connect();
          SocketChannel zero = incoming.peer().connect();
          SocketChannel one = incoming.peer().connect()) {
        write(zero, bytes.get(1));
        write(one, bytes.get(2));
        write(main, bytes.get(0));
        ByteBuffer answer = ByteBuffer.allocate(16);
        while (answer.hasRemaining() && main.read(answer) >= 0) {
          // PONG and SHUT
        }
        assertThat(answer.hasRemaining()).isFalse();
      }
      assertThat(running.loaded().barriers()).isEqualTo(3);
    }
  }
}

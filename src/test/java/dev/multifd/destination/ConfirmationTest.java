package dev.multifd.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.RawPeer;
import dev.multifd.fixture.Recording;
import dev.multifd.fixture.Threads;
import dev.multifd.io.Endpoint;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.payload.CompressionMethod;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a source is told that its guest has been loaded, and that it has not. */
@ExtendWith(NoLeaks.class)
class ConfirmationTest {
  private static final String PONG = "0002000400000001";
  private static final String LOADED = "0001000400000000";
  private static final String NOT_TAKEN = "0001000400000001";

  private final ForeignGuest guest = new ForeignGuest(1 << 20);
  private MigrationDestination destination;
  private RawPeer peer;

  @BeforeEach
  void begin() throws IOException {
    Path path = Files.createTempFile("multifd", ".sock");
    Files.delete(path);
    destination =
        new MigrationDestination(
            guest,
            new DestinationOptions(
                2, Recording.VM, CompressionMethod.NONE, false, Arrival.DEFAULT, Incoming.SHORT),
            new Endpoint.Unix(path));
    peer = new RawPeer(destination.endpoint());
  }

  @AfterEach
  void end() throws IOException {
    destination.close();
    peer.close();
    guest.close();
  }

  private String answer() throws IOException {
    destination.close();
    return HexFormat.of().formatHex(peer.answer());
  }

  @Test
  void aSourceIsToldWhenTheCallerSaysSo() throws IOException, InterruptedException {
    peer.sendAllAndWait(Recording.valid().bytes());
    assertThat(destination.load().distinctPages()).isEqualTo(163);
    destination.confirm();
    assertThat(answer()).isEqualTo(PONG + LOADED);
  }

  @Test
  void aSourceThatWaitsIsToldOfAFailure() throws IOException, InterruptedException {
    peer.sendAllAndWait(Recording.valid().bytes());
    destination.load();
    assertThat(answer()).isEqualTo(PONG + NOT_TAKEN);
  }

  @Test
  void aSourceWaitsAsLongAsItTakes() throws IOException, InterruptedException {
    peer.sendAllAndWait(Recording.valid().bytes());
    destination.load();
    Thread.sleep(3 * Incoming.SHORT.toMillis());
    destination.confirm();
    assertThat(answer()).isEqualTo(PONG + LOADED);
  }

  @Test
  void aSourceThatHasLeftIsNotTold() throws IOException, InterruptedException {
    SocketChannel main = peer.sendAllAndWait(Recording.valid().bytes());
    destination.load();
    main.close();
    peer.answer();
    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(destination::confirm)
        .withMessage(
            "destination main: the source closed its connection before it was told that its guest"
                + " has arrived: it was cancelled or has died");
  }

  @Test
  void aSourceThatDoesNotWaitIsToldNothing() throws IOException, InterruptedException {
    peer.sendAll(
        Recording.valid()
            .withMain(main -> main.without("open-return-path").without("ping"))
            .bytes());
    destination.load();
    destination.confirm();
    assertThat(answer()).isEmpty();
  }

  /** It does not wait for an answer, so what its channels bring last is looked at first. */
  @Test
  void aFaultBehindTheEndOfTheMainChannelIsFoundBeforehand() throws IOException {
    peer.sendAll(
        Recording.valid()
            .withMain(main -> main.without("open-return-path").without("ping"))
            .withChannel(1, channel -> channel.after("sync3", new byte[] {1, 2, 3}))
            .bytes());
    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(destination::load)
        .withMessageStartingWith("destination channel-1: packet 7: ");
  }

  @Test
  void aFaultWhileTheSourceWaitsFailsTheMigration() throws IOException, InterruptedException {
    Recording valid = Recording.valid();
    SocketChannel zero = peer.connect();
    zero.write(ByteBuffer.wrap(valid.channels().getFirst().bytes()));
    peer.sendAllAndWait(List.of(valid.main().bytes(), valid.channels().getLast().bytes()));
    destination.load();
    zero.write(ByteBuffer.wrap(new byte[] {1}));
    zero.close();
    Threads.await(() ->
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("destination/channel-0")));
    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(destination::confirm)
        .withMessageStartingWith("destination channel-0: packet 6: ");
    assertThat(answer()).isEqualTo(PONG);
  }
}

package dev.multifd.destination;

import static dev.multifd.fixture.Recording.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Pieces;
import dev.multifd.fixture.RawPeer;
import dev.multifd.fixture.Recording;
import dev.multifd.io.Endpoint;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.wire.BlockEntry;
import dev.multifd.wire.MainStreamEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest of which the destination knows nothing beforehand, with devices. */
@ExtendWith(NoLeaks.class)
class ForeignGuestTest {
  private static final String DESCRIPTION =
      "{\"page_size\": 4096, \"devices\": [{\"name\": \"t\"}]}";
  private static final long MAX_RAM = 1 << 20;

  private final ForeignGuest guest = new ForeignGuest(MAX_RAM);
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
                2, Recording.VM, CompressionMethod.NONE, false, Arrival.DEFAULT, Incoming.PATIENT),
            new Endpoint.Unix(path));
    peer = new RawPeer(destination.endpoint());
  }

  @AfterEach
  void end() throws IOException {
    destination.close();
    peer.close();
    guest.close();
  }

  /** Device state with bytes that look like descriptions, and are none. */
  private static byte[] deviceState() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        new byte[] {4, 0, 0, 0, 0, 5, 't', 'i', 'm', 'e', 'r', 0, 0, 0, 0, 0, 0, 0, 2});
    // Each is whole at a moment when nothing has come behind it.
    bytes.writeBytes(new byte[] {0, 6, 0, 0, 0, 2, '{', '{', 0, 6, 0, 0, 0, 9, '{', '"', 'a', '"'});
    bytes.writeBytes(new byte[] {0, 6, -1, -1, -1, -1, '{', 0, 6, 0, 0, 0, 2, '{', ' '});
    byte[] noise = new byte[3000];
    new Random(7).nextBytes(noise);
    bytes.writeBytes(noise);
    bytes.writeBytes(new byte[] {0x7e, 0, 0, 0, 0});
    bytes.writeBytes(encoded(MainStreamEncoder::endOfFile));
    bytes.writeBytes(encoded(e -> e.vmDescription(DESCRIPTION)));
    return bytes.toByteArray();
  }

  private static Recording withDevices(byte[] state) {
    return Recording.valid().withMain(main -> main.without("eof").with("description", state));
  }

  private static Recording withoutReturnPath(Recording recording) {
    return recording.withMain(main -> main.without("open-return-path").without("ping"));
  }

  private MigrationException refused(Recording recording) throws IOException {
    peer.sendAll(recording.bytes());
    MigrationException[] refusal = new MigrationException[1];
    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(destination::run)
        .satisfies(e -> refusal[0] = e);
    assertThat(refusal[0].getMessage()).doesNotContain("\n").doesNotContain("watchdog");
    return refusal[0];
  }

  @Test
  void endsWithTheConnectionWhereNobodyWaitsForAnAnswer() throws IOException, InterruptedException {
    peer.sendAll(withoutReturnPath(withDevices(deviceState())).bytes());
    DestinationReport report = destination.run();
    assertThat(report.main().returnPath()).isFalse();
    assertThat(Recording.isLoaded(guest.ram())).isTrue();
    assertThat(guest.ram().layout()).isEqualTo(Recording.LAYOUT);
    assertThat(guest.deviceState()).isEqualTo(deviceState());
    destination.close();
    assertThat(peer.answer()).isEmpty();
  }

  /** The source keeps its connection, so the end is found in the bytes, however they are torn. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 100_000})
  void endsWithTheDescriptionWhereTheSourceWaits(int writeBytes)
      throws IOException, InterruptedException {
    List<byte[]> bytes = withDevices(deviceState()).bytes();
    Thread run =
        Thread.ofPlatform().name("fake/source").start(() -> sendAndWait(bytes, writeBytes));
    assertThat(destination.run().main().returnPath()).isTrue();
    run.join();
    assertThat(guest.deviceState()).isEqualTo(deviceState());
    assertThat(Recording.isLoaded(guest.ram())).isTrue();
  }

  private void sendAndWait(List<byte[]> bytes, int writeBytes) {
    try (SocketChannel main = peer.connect()) {
      for (byte[] channel : bytes.subList(1, bytes.size())) {
        peer.send(channel, write -> channel.length);
      }
      byte[] all = bytes.getFirst();
      for (int at = 0; at < all.length; at += writeBytes) {
        main.write(ByteBuffer.wrap(all, at, Math.min(writeBytes, all.length - at)));
      }
      ByteBuffer answer = ByteBuffer.allocate(16);
      while (answer.hasRemaining() && main.read(answer) >= 0) {
        // PONG and SHUT
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A process that is killed closes its connections as one that has finished does. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 2000, -60, -2, -1})
  void aSourceThatDiesInItsDeviceStateIsTold(int bytes) throws IOException {
    byte[] whole = deviceState();
    byte[] cut = Arrays.copyOf(whole, bytes >= 0 ? bytes : whole.length + bytes);
    assertThat(refused(withoutReturnPath(withDevices(cut))).getMessage())
        .startsWith(
            "destination main: the source closed the connection after "
                + cut.length
                + " bytes of device state, which do not end with a description");
  }

  @Test
  void bytesBehindTheDescriptionAreNoEnd() throws IOException {
    byte[] longer = Arrays.copyOf(deviceState(), deviceState().length + 1);
    assertThat(refused(withoutReturnPath(withDevices(longer))).getMessage())
        .contains("do not end with a description");
  }

  private static Pieces withBlock(Pieces main, String idstr, long bytes) {
    return main.with("blocks", encoded(e -> e.ramBlockList(List.of(new BlockEntry(idstr, bytes)))));
  }

  @Test
  void moreRamThanIsAllowedIsRefusedBeforeItIsMapped() throws IOException {
    assertThat(refused(Recording.valid().withMain(m -> withBlock(m, "ram0", 1L << 50))))
        .hasMessage(
            "destination main: the source's RAM blocks have 1125899906842624 bytes together, more"
                + " than the 1048576 allowed here (--max-ram allows more)");
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(guest::ram);
  }

  @Test
  void aBlockOfHalfPagesIsRefused() throws IOException {
    byte[] half =
        ByteBuffer.allocate(8 + 2 * (1 + 3 + 8))
            .putLong(0x1000 | 4)
            .put((byte) 3)
            .put("ram".getBytes(UTF_8))
            .putLong(0x800)
            .put((byte) 3)
            .put("rom".getBytes(UTF_8))
            .putLong(0x800)
            .array();
    assertThat(refused(Recording.valid().withMain(m -> m.with("blocks", half))).getMessage())
        .contains("RAM block ram: 2048 bytes is no positive multiple of 4096");
  }

  @Test
  void anotherIterableSectionIsRefusedByName() throws IOException {
    byte[] other = encoded(e -> e.sectionStart(9, "dirty-bitmap", 0, 1));
    assertThat(refused(Recording.valid().withMain(m -> m.before("part", other))).getMessage())
        .contains("START section name is \"dirty-bitmap\", expected \"ram\"");
  }
}

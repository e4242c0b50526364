package dev.multifd.migration.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Tap;
import dev.multifd.fixture.qemu.Console;
import dev.multifd.fixture.qemu.GuestFile;
import dev.multifd.fixture.qemu.InstalledQemu;
import dev.multifd.fixture.qemu.LinuxGuest;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Endpoint;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.peer.Qemu;
import dev.multifd.peer.QemuGuest;
import dev.multifd.peer.QemuProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Linux that writes while it migrates here. One is booted for all tests: a source has its guest
 * also when it has been migrated, and after each test it goes on.
 */
@ExtendWith(NoLeaks.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QemuLiveIT {
  private static final String MACHINE = "pc-q35-10.0";
  private static final long RAM_BYTES = 128L << 20;
  private static final int ROUNDS = 5;
  private static final int SLOW_BYTES = 48 << 20;
  private static final Duration BOOT = Duration.ofSeconds(50);
  private static final Duration SOON = Duration.ofSeconds(20);

  private QemuProgram program;
  private LinuxGuest linux;
  private GuestFile ram;
  private Console console;
  private @Nullable Qemu booted;

  @BeforeAll
  void boot(@TempDir Path folder) throws Exception {
    program = InstalledQemu.require();
    linux = LinuxGuest.require(folder);
    ram = GuestFile.zero(RAM_BYTES);
    console = new Console(folder.resolve("console"));
    booted = Qemu.start(program, folder, linux.of(MACHINE, ram, console));
    letRun(source());
    console.awaitTurn(2, BOOT);
  }

  @AfterAll
  void end() throws IOException {
    if (booted != null) {
      booted.close();
    }
    if (ram != null) {
      ram.close();
    }
  }

  /** Where it stands, so that the next test finds it running. */
  @AfterEach
  void letItGoOn() throws IOException {
    letRun(source());
  }

  private Qemu source() {
    return Objects.requireNonNull(booted);
  }

  private static void letRun(Qemu qemu) throws IOException {
    qemu.qmp().execute("cont", Map.of());
  }

  /** Migrates with a limit for some rounds, in which the guest writes on, then without one. */
  private void migrate(Endpoint to) throws Exception {
    source().setParameter("max-bandwidth", SLOW_BYTES);
    source().setParameter("downtime-limit", 1);
    source().migrate(to);
    awaitRounds(ROUNDS);
    source().setParameter("downtime-limit", 2000);
    source().setParameter("max-bandwidth", 0);
  }

  private void awaitRounds(int rounds) throws Exception {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (QemuSource.info(source()).path("ram").path("dirty-sync-count").asInt() < rounds) {
      assertThat(System.nanoTime()).as("%s rounds in time", rounds).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private static Manifest keep(Receiver receiver, CaptureStore store) throws Exception {
    try (CapturedGuest guest = receiver.load()) {
      return receiver.keep(guest, store);
    }
  }

  private FutureTask<Manifest> begin(Receiver receiver, CaptureStore store, boolean returnPath)
      throws Exception {
    FutureTask<Manifest> kept = QemuSource.start(() -> keep(receiver, store));
    QemuSource.configure(source(), receiver.options(), "multifd", returnPath);
    migrate(receiver.endpoint());
    return kept;
  }

  private static Receiver receiver(int channels) throws Exception {
    return Receiver.listen(QemuSource.options(channels, CompressionMethod.NONE));
  }

  @ParameterizedTest
  @CsvSource({"3, true", "0, false"})
  void itGoesOnCountingWhereItsCaptureIsSent(int channels, boolean returnPath, @TempDir Path folder)
      throws Exception {
    Path capture = folder.resolve("capture");
    try (Receiver receiver = receiver(channels)) {
      Manifest kept =
          begin(receiver, CaptureFolder.prepare(capture), returnPath)
              .get(QemuSource.PATIENCE_S, TimeUnit.SECONDS);
      JsonNode info = source().awaitMigration();
      assertThat(info.path("status").asText()).isEqualTo("completed");
      assertThat(info.path("ram").path("dirty-sync-count").asInt()).isGreaterThan(ROUNDS);
      assertThat(ram.mismatch(capture.resolve(fileOfRam(kept)))).isEqualTo(-1);
    }
    try (GuestFile elsewhere = GuestFile.zero(RAM_BYTES)) {
      Console goesOn = new Console(folder.resolve("console"));
      QemuGuest guest = linux.of(MACHINE, elsewhere, goesOn, "-incoming", "defer");
      try (Qemu destination = Qemu.start(program, folder, guest)) {
        Endpoint relay = new Endpoint.Unix(folder.resolve("relay"));
        destination.migrateIncoming(relay);
        PlainSender.send(capture, relay);
        assertThat(destination.awaitMigration().path("status").asText()).isEqualTo("completed");
        assertThat(elsewhere.mismatch(ram.path())).isEqualTo(-1);
        letRun(destination);
        goesOn.awaitTurn(console.turn() + 4, SOON);
        List<Integer> turns = Console.turns(console.text() + goesOn.text());
        assertThat(turns)
            .as("no turn is missing or comes twice")
            .isEqualTo(IntStream.rangeClosed(0, turns.getLast()).boxed().toList());
      }
    }
  }

  private static String fileOfRam(Manifest manifest) {
    return manifest.blocks().stream()
        .filter(block -> block.idstr().equals(QemuGuest.RAM_ID))
        .map(Manifest.Block::file)
        .map(Objects::requireNonNull)
        .findAny()
        .orElseThrow();
  }

  @Test
  void pagesThatTurnToZeroAndBackArriveAsTheyWereLast() throws Exception {
    try (Receiver receiver = receiver(3);
        Tap tap = Tap.fast((Endpoint.Tcp) receiver.endpoint())) {
      FutureTask<CapturedGuest> task = QemuSource.start(receiver);
      QemuSource.configure(source(), receiver.options(), "multifd", true);
      migrate(tap.endpoint());
      try (CapturedGuest guest = task.get(QemuSource.PATIENCE_S, TimeUnit.SECONDS)) {
        assertThat(source().awaitMigration().path("status").asText()).isEqualTo("completed");
        RamBlock main = Objects.requireNonNull(guest.ram().block(QemuGuest.RAM_ID));
        assertThat(ram.mismatch(main.memory())).isEqualTo(-1);
        assertThat(PageHistory.of(SeenPacket.ofChannels(tap.sent()), QemuGuest.RAM_ID))
            .anyMatch(page -> page.contains("NZN"))
            .anyMatch(page -> page.contains("ZNZ"));
      }
    }
  }

  /** A full disk, for example. */
  @Test
  void whereItCannotBeKeptItGoesOnAtItsSource() throws Exception {
    CaptureStore full =
        (guest, confirmation) -> {
          throw new IOException("writing x: No space left on device");
        };
    try (Receiver receiver = receiver(3)) {
      FutureTask<Manifest> kept = begin(receiver, full, true);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> kept.get(QemuSource.PATIENCE_S, TimeUnit.SECONDS))
          .withCauseInstanceOf(MigrationException.class)
          .withMessageContaining(
              "writing x: No space left on device: the guest was not kept; its source is told so");
    }
    assertThat(source().awaitMigration().path("status").asText()).isEqualTo("failed");
    assertThat(QemuSource.guestStatus(source())).isEqualTo("running");
    console.awaitTurn(console.turn() + 4, SOON);
  }

  /** Otherwise there would be two of it. */
  @Test
  void whatIsCancelledWhileItIsKeptIsNotKept(@TempDir Path folder) throws Exception {
    CaptureFolder files = CaptureFolder.prepare(folder);
    CaptureStore slow =
        (guest, confirmation) ->
            files.keep(
                guest,
                () -> {
                  assertThat(folder.resolve(CaptureFolder.MANIFEST)).exists();
                  source().qmp().execute("migrate_cancel", Map.of());
                  confirmation.confirm();
                });
    try (Receiver receiver = receiver(3)) {
      FutureTask<Manifest> kept = begin(receiver, slow, true);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> kept.get(QemuSource.PATIENCE_S, TimeUnit.SECONDS))
          .withCauseInstanceOf(MigrationException.class)
          .withMessageContaining("closed its connection before it was told");
    }
    assertThat(source().awaitMigration().path("status").asText()).isEqualTo("cancelled");
    assertThat(folder).isEmptyDirectory();
    console.awaitTurn(console.turn() + 4, SOON);
  }

  /** A guest that stands still would be migrated without leave too. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itIsStoppedWhenItsSourceHasLeaveTo(boolean leave) throws Exception {
    ReceiveOptions silent = QemuSource.options(3, CompressionMethod.NONE);
    try (Receiver receiver =
        Receiver.listen(leave ? QemuSource.withSwitchoverAck(silent) : silent)) {
      FutureTask<CapturedGuest> task = QemuSource.start(receiver);
      QemuSource.configure(source(), receiver.options(), "multifd", true);
      source().setCapability("switchover-ack", true);
      source().setParameter("downtime-limit", 2000);
      source().migrate(receiver.endpoint());
      if (leave) {
        task.get(QemuSource.PATIENCE_S, TimeUnit.SECONDS).close();
        assertThat(source().awaitMigration().path("status").asText()).isEqualTo("completed");
      } else {
        awaitRounds(10 * ROUNDS);
        source().qmp().execute("migrate_cancel", Map.of());
        assertThat(QemuSource.failureOf(task)).contains("closed");
        assertThat(source().awaitMigration().path("status").asText()).isEqualTo("cancelled");
      }
    } finally {
      source().setCapability("switchover-ack", false);
    }
  }
}

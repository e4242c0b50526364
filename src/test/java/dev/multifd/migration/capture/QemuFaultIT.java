package dev.multifd.migration.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.qemu.GuestFile;
import dev.multifd.fixture.qemu.InstalledQemu;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.peer.Qemu;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real QEMU that breaks off, or is not configured as its receiver is, is told in one line. */
@ExtendWith(NoLeaks.class)
class QemuFaultIT {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final int SLOW_BYTES = 4 << 20;
  private static final String LATEST = "pc-q35-10.0";

  @TempDir private Path folder;
  private GuestFile file;

  @BeforeEach
  void fillGuest() throws Exception {
    InstalledQemu.require();
    file = GuestFile.filled(64L << 20, 43);
  }

  @AfterEach
  void removeGuest() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private Qemu start(String machine) throws Exception {
    return InstalledQemu.start(folder, machine, file.path());
  }

  /** Begins a migration that would take some seconds, and waits until it is under way. */
  private static FutureTask<CapturedGuest> begin(Qemu source, Receiver receiver, boolean returnPath)
      throws IOException {
    FutureTask<CapturedGuest> task = QemuSource.start(receiver);
    QemuSource.configure(source, receiver.options(), "legacy", returnPath);
    source.setParameter("max-bandwidth", SLOW_BYTES);
    source.migrate(receiver.endpoint());
    QemuSource.awaitPages(receiver, task);
    return task;
  }

  private static String status(Qemu source) throws Exception {
    return source.awaitMigration().path("status").asText();
  }

  @ParameterizedTest
  @CsvSource({
    "pc-q35-10.0, 0, NONE, true",
    "pc-q35-10.0, 3, NONE, true",
    "pc-q35-10.0, 3, NONE, false",
    "pc-q35-10.0, 3, ZLIB, false",
    "pc-q35-8.0, 0, NONE, false",
    "pc-q35-8.0, 3, NONE, true",
    "pc-q35-8.0, 1, ZSTD, true",
    "pc-q35-8.0, 3, ZLIB, false",
  })
  void itDiesOnItsWay(
      String machine, int channels, CompressionMethod compression, boolean returnPath)
      throws Exception {
    try (Qemu source = start(machine);
        Receiver receiver = Receiver.listen(QemuSource.options(channels, compression))) {
      FutureTask<CapturedGuest> task = begin(source, receiver, returnPath);
      source.kill();
      long killedNs = System.nanoTime();
      assertThat(QemuSource.failureOf(task)).contains("closed");
      assertThat(Duration.ofNanos(System.nanoTime() - killedNs)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @ParameterizedTest
  @CsvSource({"pc-q35-10.0, 0", "pc-q35-10.0, 3", "pc-q35-8.0, 3"})
  void itIsCancelled(String machine, int channels) throws Exception {
    try (Qemu source = start(machine);
        Receiver receiver = Receiver.listen(QemuSource.options(channels, CompressionMethod.NONE))) {
      FutureTask<CapturedGuest> task = begin(source, receiver, true);
      source.qmp().execute("migrate_cancel", Map.of());
      assertThat(QemuSource.failureOf(task)).contains("closed");
      assertThat(status(source)).isEqualTo("cancelled");
    }
  }

  /** Its connections stay open, so nothing tells but time. */
  @ParameterizedTest
  @CsvSource({
    "0, loading the main channel",
    "3, loading: 0 of 3 channels are at SYNC 2",
  })
  void itStandsStill(int channels, String state) throws Exception {
    try (Qemu source = start(LATEST);
        Receiver receiver =
            Receiver.listen(QemuSource.options(channels, CompressionMethod.NONE, SHORT))) {
      FutureTask<CapturedGuest> task = begin(source, receiver, true);
      source.suspend();
      long stoppedNs = System.nanoTime();
      assertThat(QemuSource.failureOf(task))
          .isEqualTo(
              "destination watchdog: nothing moved for 1000 ms while "
                  + state
                  + "; is the other side alive? (--timeout allows more)");
      assertThat(Duration.ofNanos(System.nanoTime() - stoppedNs)).isLessThan(SHORT.plusSeconds(2));
    }
  }

  /** What the receiver says; the source fails too, at the latest when the receiver closes. */
  private String failureOf(ReceiveOptions here, ReceiveOptions there) throws Exception {
    try (Qemu source = start(LATEST)) {
      String failure;
      try (Receiver receiver = Receiver.listen(here)) {
        FutureTask<CapturedGuest> task = QemuSource.start(receiver);
        QemuSource.configure(source, there, "multifd", false);
        source.migrate(receiver.endpoint());
        failure = QemuSource.failureOf(task);
      }
      assertThat(status(source)).isEqualTo("failed");
      return failure;
    }
  }

  private static ReceiveOptions channels(int channels) {
    return QemuSource.options(channels, CompressionMethod.NONE, SHORT);
  }

  @Test
  void itCompressesOtherwise() throws Exception {
    assertThat(failureOf(channels(2), QemuSource.options(2, CompressionMethod.ZSTD)))
        .contains("compression is zstd, expected none");
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "2, 8"})
  void itHasMoreChannels(int here, int there) throws Exception {
    assertThat(failureOf(channels(here), channels(there)))
        .contains(
            "multifd hello channel id is ",
            "expected less than the " + here + " configured channels; set multifd-channels alike");
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "8, 3", "1, 0"})
  void itHasFewerChannels(int here, int there) throws Exception {
    assertThat(failureOf(channels(here), channels(there)))
        .contains(
            "nothing moved for 1000 ms while the main channel and %d of %d multifd channels have"
                    .formatted(there, here)
                + " connected");
  }

  @Test
  void itHasChannelsWhereNoneAreExpected() throws Exception {
    assertThat(failureOf(channels(0), channels(2))).contains("multifd is off here");
  }
}

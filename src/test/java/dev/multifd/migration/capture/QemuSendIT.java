package dev.multifd.migration.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.qemu.GuestFile;
import dev.multifd.fixture.qemu.InstalledQemu;
import dev.multifd.io.Endpoint;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.peer.Qemu;
import dev.multifd.source.SourceReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A captured guest goes into a real QEMU, and each byte of its RAM is compared. */
@ExtendWith(NoLeaks.class)
class QemuSendIT {
  private static final long RAM_BYTES = 64L << 20;

  @TempDir private Path folder;

  @BeforeEach
  void needsQemu() throws Exception {
    InstalledQemu.require();
  }

  @ParameterizedTest
  @CsvSource({"pc-q35-10.0, 3", "pc-q35-8.0, 1", "microvm, 0"})
  void aQemuTakesACapture(String machine, int channels) throws Exception {
    Path capture = folder.resolve("capture");
    Endpoint to = new Endpoint.Unix(folder.resolve("relay"));
    try (GuestFile first = GuestFile.filled(RAM_BYTES, 45);
        GuestFile second = GuestFile.zero(RAM_BYTES)) {
      try (Qemu source =
              InstalledQemu.start(
                  Files.createDirectory(folder.resolve("a")), machine, first.path());
          Receiver receiver =
              Receiver.listen(QemuSource.options(channels, CompressionMethod.NONE));
          CapturedGuest guest = QemuSource.migrate(source, receiver, "multifd", false)) {
        CaptureFolder.prepare(capture).keep(guest);
      }
      try (Qemu destination =
              InstalledQemu.start(
                  Files.createDirectory(folder.resolve("b")),
                  machine,
                  second.path(),
                  "-incoming",
                  "defer");
          Sender sender = Sender.load(StoredGuest.open(capture))) {
        if (channels > 0) {
          destination.setCapability("multifd", true);
          destination.setParameter("multifd-channels", channels);
        }
        destination.migrateIncoming(to);
        StoredGuest stored = StoredGuest.open(capture);
        SourceReport report =
            sender.send(
                new SendParameters(
                        Map.of("to", to.toString(), "channels", Integer.toString(channels)))
                    .optionsFor(stored));
        assertThat(report.normalPages()).isPositive();
        assertThat(destination.awaitMigration().path("status").asText()).isEqualTo("completed");
        assertThat(second.mismatch(first.path())).as("first byte that differs").isEqualTo(-1);
      }
    }
  }
}

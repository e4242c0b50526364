package dev.multifd.migration.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.qemu.GuestFile;
import dev.multifd.fixture.qemu.InstalledQemu;
import dev.multifd.io.Endpoint;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.peer.Qemu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A capture is the guest: sent from its files into a second QEMU, which takes it, devices and all,
 * and migrates here again, it has the same digests.
 */
@ExtendWith(NoLeaks.class)
class QemuRelayIT {
  private static final long RAM_BYTES = 64L << 20;

  @TempDir private Path folder;

  @BeforeEach
  void needsQemu() throws Exception {
    InstalledQemu.require();
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  @ParameterizedTest
  @CsvSource({"pc-q35-10.0, 3", "pc-q35-8.0, 1", "microvm, 0"})
  void aSecondQemuTakesWhatTheFirstHasSent(String machine, int channels) throws Exception {
    Path capture = folder.resolve("capture");
    Endpoint relay = new Endpoint.Unix(folder.resolve("relay"));
    try (GuestFile first = GuestFile.filled(RAM_BYTES, 45);
        GuestFile second = GuestFile.zero(RAM_BYTES)) {
      Manifest kept;
      try (Qemu source = InstalledQemu.start(folder("first"), machine, first.path())) {
        kept = capture(source, channels, CaptureFolder.prepare(capture));
      }
      try (Qemu destination =
          InstalledQemu.start(folder("second"), machine, second.path(), "-incoming", "defer")) {
        destination.migrateIncoming(relay);
        PlainSender.send(capture, relay);
        assertThat(destination.awaitMigration().path("status").asText()).isEqualTo("completed");
        assertThat(second.mismatch(first.path())).as("first byte that differs").isEqualTo(-1);
        Manifest again = capture(destination, channels, new InMemory());
        assertThat(again.blocks())
            .extracting(Manifest.Block::sha256)
            .isEqualTo(kept.blocks().stream().map(Manifest.Block::sha256).toList());
        assertThat(again.deviceState().bytes()).isEqualTo(kept.deviceState().bytes());
      }
    }
  }

  private static Manifest capture(Qemu source, int channels, CaptureStore store) throws Exception {
    try (Receiver receiver = Receiver.listen(QemuSource.options(channels, CompressionMethod.NONE));
        CapturedGuest guest = QemuSource.migrate(source, receiver, "multifd", false)) {
      return store.keep(guest, () -> {});
    }
  }
}

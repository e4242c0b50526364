package dev.multifd.migration.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multifd.destination.DestinationReport;
import dev.multifd.destination.SyncMarker;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.qemu.GuestFile;
import dev.multifd.fixture.qemu.InstalledQemu;
import dev.multifd.guest.RamBlock;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.peer.Qemu;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A paused guest of a real QEMU migrates here, and each byte of its RAM is compared. */
@ExtendWith(NoLeaks.class)
class QemuReceiveIT {
  private static final long RAM_BYTES = 64L << 20;

  @TempDir private Path folder;

  @BeforeEach
  void needsQemu() throws Exception {
    InstalledQemu.require();
  }

  @ParameterizedTest
  @CsvSource({
    "pc-q35-10.0, legacy, NONE, 0, false",
    "pc-q35-10.0, legacy, NONE, 0, true",
    "pc-q35-10.0, multifd, NONE, 1, true",
    "pc-q35-10.0, multifd, NONE, 3, false",
    "pc-q35-10.0, legacy, NONE, 3, true",
    "pc-q35-10.0, none, NONE, 1, false",
    "pc-q35-10.0, multifd, ZLIB, 3, true",
    "pc-q35-10.0, multifd, ZSTD, 1, false",
    "pc-q35-9.2, multifd, NONE, 3, true",
    "pc-q35-9.2, legacy, ZLIB, 1, false",
    "pc-q35-8.2, legacy, NONE, 3, true",
    "pc-q35-8.2, multifd, ZSTD, 3, false",
    "pc-q35-8.2, none, ZLIB, 1, true",
    "pc-q35-8.0, legacy, NONE, 0, false",
    "pc-q35-8.0, legacy, NONE, 1, true",
    "pc-q35-8.0, legacy, NONE, 3, false",
    "pc-q35-8.0, multifd, ZLIB, 3, true",
    "pc-q35-8.0, none, ZSTD, 1, false",
    "microvm, legacy, NONE, 0, true",
    "microvm, multifd, NONE, 3, false",
    "microvm, legacy, ZSTD, 1, true",
  })
  void everyByteArrives(
      String machine,
      String detection,
      CompressionMethod compression,
      int channels,
      boolean returnPath)
      throws Exception {
    try (GuestFile file = GuestFile.filled(RAM_BYTES, 41);
        Qemu source = InstalledQemu.start(folder, machine, file.path());
        Receiver receiver = Receiver.listen(QemuSource.options(channels, compression));
        CapturedGuest guest = QemuSource.migrate(source, receiver, detection, returnPath)) {
      JsonNode info = source.awaitMigration();
      assertThat(info.path("status").asText()).isEqualTo("completed");
      RamBlock main = Objects.requireNonNull(guest.ram().block("ram0"));
      assertThat(file.mismatch(main.memory())).as("first byte that differs").isEqualTo(-1);
      assertReport(guest.report(), info.path("ram"), machine, detection, channels);
      assertThat(guest.report().main().returnPath()).isEqualTo(returnPath);
      assertThat(guest.report().distinctPages()).isEqualTo(guest.ram().totalPages());
    }
  }

  /** What arrived is what the source says it has sent. */
  private static void assertReport(
      DestinationReport report, JsonNode sent, String machine, String detection, int channels) {
    assertThat(report.main().machine()).isEqualTo(machine);
    assertThat(report.normalPages()).isEqualTo(sent.path("normal").asLong());
    assertThat(report.zeroPages()).isEqualTo(sent.path("duplicate").asLong());
    assertThat(report.readBytes()).isEqualTo(sent.path("transferred").asLong());
    assertThat(report.syncPackets()).isEqualTo(report.barriers() * channels);
    assertThat(report.duplicateOffsets()).isZero();
    assertThat(report.main().marker()).isEqualTo(marker(machine, channels));
    assertThat(report.main().zeroPages())
        .isEqualTo(detection.equals("legacy") ? report.zeroPages() : 0);
  }

  private static @Nullable SyncMarker marker(String machine, int channels) {
    if (channels == 0) {
      return null;
    }
    return machine.equals("pc-q35-8.0") ? SyncMarker.END_OF_SECTION : SyncMarker.FLUSH_RECORD;
  }
}

package dev.multifd.migration.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multifd.destination.DestinationReport;
import dev.multifd.destination.SyncMarker;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Tap;
import dev.multifd.fixture.qemu.GuestFile;
import dev.multifd.fixture.qemu.OldQemu;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Endpoint;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.peer.Qemu;
import dev.multifd.peer.QemuGuest;
import dev.multifd.peer.QemuProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A paused guest of a QEMU 7.2 migrates here: its dialect has habits that later ones have not. */
@ExtendWith(NoLeaks.class)
class QemuOldSourceIT {
  private static final long RAM_BYTES = 64L << 20;

  @TempDir private Path folder;
  private QemuProgram old;

  @BeforeEach
  void needsOldQemu() throws Exception {
    old = OldQemu.require();
  }

  private CapturedGuest migrate(
      Qemu source, Receiver receiver, Endpoint endpoint, boolean returnPath) throws Exception {
    FutureTask<CapturedGuest> task = QemuSource.start(receiver);
    QemuSource.configure(source, receiver.options(), returnPath);
    source.migrate(endpoint);
    CapturedGuest guest = task.get(QemuSource.PATIENCE_S, TimeUnit.SECONDS);
    assertThat(source.awaitMigration().path("status").asText()).isEqualTo("completed");
    return guest;
  }

  private static void assertSame(GuestFile file, CapturedGuest guest) throws Exception {
    // Machine types up to 4.0 name the block /objects/ram0.
    RamBlock main =
        guest.ram().blocks().stream()
            .filter(block -> block.idstr().endsWith(QemuGuest.RAM_ID))
            .findAny()
            .orElseThrow();
    assertThat(file.mismatch(main.memory())).as("first byte that differs").isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "pc-q35-7.2, NONE, 0, false",
    "pc-q35-7.2, NONE, 0, true",
    "pc-q35-7.2, NONE, 1, true",
    "pc-q35-7.2, NONE, 3, false",
    "pc-q35-7.2, ZLIB, 1, false",
    "pc-q35-7.2, ZLIB, 3, true",
    "pc-q35-7.2, ZSTD, 1, true",
    "pc-q35-7.2, ZSTD, 3, false",
    "pc-q35-7.1, NONE, 3, true",
    "pc-i440fx-6.2, ZSTD, 3, true",
    "pc-q35-4.2, NONE, 1, false",
    "pc-i440fx-2.4, ZLIB, 3, true",
    "microvm, NONE, 3, true",
    "microvm, NONE, 0, false",
  })
  void everyByteArrives(
      String machine, CompressionMethod compression, int channels, boolean returnPath)
      throws Exception {
    try (GuestFile file = GuestFile.filled(RAM_BYTES, 47);
        Qemu source = Qemu.start(old, folder, QemuGuest.inFile(machine, file.path()));
        Receiver receiver = Receiver.listen(QemuSource.options(channels, compression));
        CapturedGuest guest = migrate(source, receiver, receiver.endpoint(), returnPath)) {
      assertSame(file, guest);
      DestinationReport report = guest.report();
      JsonNode sent = QemuSource.info(source).path("ram");
      // Now and then it sends the last page of a packet once more, as the first of the next.
      assertThat(report.normalPages()).isGreaterThanOrEqualTo(sent.path("normal").asLong());
      assertThat(report.zeroPages()).isEqualTo(sent.path("duplicate").asLong());
      assertThat(report.main().zeroPages()).isEqualTo(report.zeroPages());
      assertThat(report.distinctPages()).isEqualTo(guest.ram().totalPages());
      assertThat(report.syncPackets()).isEqualTo(report.barriers() * channels);
      assertThat(report.main().machine()).isEqualTo(machine);
      assertThat(report.main().returnPath()).isEqualTo(returnPath);
      assertThat(report.main().marker())
          .isEqualTo(channels == 0 ? null : SyncMarker.END_OF_SECTION);
    }
  }

  /**
   * Up to 8.x a SYNC may ride on a packet with pages, an empty packet follows it, and a packet
   * without pages keeps the name and the payload size of the packet before. A slow channel is still
   * busy when its SYNC is asked for.
   */
  @Test
  void itsQuirksAreReallySent() throws Exception {
    try (GuestFile file = GuestFile.filled(RAM_BYTES, 48);
        Qemu source = Qemu.start(old, folder, QemuGuest.inFile("pc-q35-7.2", file.path()));
        Receiver receiver = Receiver.listen(QemuSource.options(1, CompressionMethod.NONE));
        Tap tap = Tap.slow((Endpoint.Tcp) receiver.endpoint());
        CapturedGuest guest = migrate(source, receiver, tap.endpoint(), true)) {
      assertSame(file, guest);
      List<SeenPacket> packets = SeenPacket.ofChannels(tap.sent()).getFirst();
      assertThat(packets).as("SYNC that is full").anyMatch(p -> p.sync() && p.pagesAlloc() == 128);
      assertThat(packets)
          .as("stale name and payload size")
          .anyMatch(p -> !p.hasPages() && !p.idstr().isEmpty() && p.nextPacketBytes() > 0);
      assertThat(packets).as("SYNC on pages").anyMatch(p -> p.sync() && p.hasPages());
      assertThat(packets).as("empty packet").anyMatch(p -> !p.sync() && !p.hasPages());
    }
  }

  /** It knows no such answer, so none may be given to a source that has not asked for it. */
  @Test
  void leaveToSwitchOverIsAnErrorToIt() throws Exception {
    ReceiveOptions acknowledging =
        QemuSource.withSwitchoverAck(QemuSource.options(0, CompressionMethod.NONE));
    try (GuestFile file = GuestFile.filled(RAM_BYTES, 49);
        Qemu source = Qemu.start(old, folder, QemuGuest.inFile("pc-q35-7.2", file.path()));
        Receiver receiver = Receiver.listen(acknowledging)) {
      FutureTask<CapturedGuest> task = QemuSource.start(receiver);
      QemuSource.configure(source, receiver.options(), true);
      source.migrate(receiver.endpoint());
      assertThat(QemuSource.failureOf(task)).contains("main");
      assertThat(source.awaitMigration().path("status").asText()).isEqualTo("failed");
    }
  }
}

package dev.multifd.migration.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.qemu.GuestFile;
import dev.multifd.fixture.qemu.InstalledQemu;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Endpoint;
import dev.multifd.io.Mapping;
import dev.multifd.io.SparseFile;
import dev.multifd.io.StreamSocket;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.peer.Qemu;
import dev.multifd.qemufile.QemuFileWriter;
import dev.multifd.scan.ScannerKind;
import dev.multifd.scan.ZeroPageScanner;
import dev.multifd.wire.BlockEntry;
import dev.multifd.wire.MainStream;
import dev.multifd.wire.MainStreamEncoder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        send(capture, relay);
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
      return store.keep(guest);
    }
  }

  /** Plays a capture as a precopy source would have sent it. */
  private static void send(Path capture, Endpoint to) throws IOException {
    JsonNode manifest =
        new ObjectMapper().readTree(capture.resolve(CaptureFolder.MANIFEST).toFile());
    int id = manifest.path("ramSectionId").asInt();
    try (StreamSocket socket = StreamSocket.connect(to)) {
      QemuFileWriter file = new QemuFileWriter(socket);
      MainStreamEncoder encoder = new MainStreamEncoder(file);
      encoder.fileHeader();
      encoder.configuration(manifest.path("machine").asText());
      encoder.sectionStart(id, MainStream.RAM_IDSTR, 0, MainStream.RAM_VERSION);
      encoder.ramBlockList(blocks(manifest));
      encoder.endOfSection();
      encoder.sectionFooter(id);
      encoder.sectionEnd(id);
      for (JsonNode block : manifest.path("blocks")) {
        sendPages(capture, block, encoder, file);
      }
      encoder.endOfSection();
      encoder.sectionFooter(id);
      file.putBytes(Files.readAllBytes(capture.resolve(CaptureFolder.DEVICE_STATE)));
      file.flush();
      socket.shutdownOutput();
      // QEMU closes the connection when it has loaded all.
      MemorySegment nothing = Arena.ofAuto().allocate(1);
      assertThat(socket.read(nothing.address(), 1)).isEqualTo(-1);
    }
  }

  private static List<BlockEntry> blocks(JsonNode manifest) {
    List<BlockEntry> blocks = new ArrayList<>();
    for (JsonNode block : manifest.path("blocks")) {
      blocks.add(new BlockEntry(block.path("idstr").asText(), block.path("usedBytes").asLong()));
    }
    return blocks;
  }

  /** Zero pages too: a new QEMU's ROM blocks are not zero. */
  private static void sendPages(
      Path capture, JsonNode block, MainStreamEncoder encoder, QemuFileWriter file)
      throws IOException {
    byte[] idstr = block.path("idstr").asText().getBytes(UTF_8);
    ZeroPageScanner scanner = ScannerKind.BEST.create();
    try (SparseFile image = SparseFile.open(capture.resolve(block.path("file").asText()));
        Mapping mapping = image.map()) {
      MemorySegment memory = mapping.segment();
      for (long at = 0; at < memory.byteSize(); at += RamBlock.PAGE_BYTES) {
        if (scanner.isZero(memory, at, RamBlock.PAGE_BYTES)) {
          encoder.zeroPage(idstr, at);
        } else {
          encoder.pageHeader(idstr, at);
          file.putReference(memory, at, RamBlock.PAGE_BYTES);
        }
      }
      file.flush();
    }
  }
}

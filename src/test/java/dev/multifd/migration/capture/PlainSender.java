package dev.multifd.migration.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Endpoint;
import dev.multifd.io.Mapping;
import dev.multifd.io.SparseFile;
import dev.multifd.io.StreamSocket;
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

/** Plays a capture as a precopy source would have sent it. */
final class PlainSender {
  private PlainSender() {}

  /** Returns when the destination has closed the connection: QEMU does that when it has all. */
  static void send(Path capture, Endpoint to) throws IOException {
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

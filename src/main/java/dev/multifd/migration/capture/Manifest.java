package dev.multifd.migration.capture;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.multifd.destination.DestinationReport;
import dev.multifd.destination.MainReport;
import dev.multifd.migration.ParameterText;
import dev.multifd.migration.PrerequisiteException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a capture holds and how it came, as JSON beside its files. Unknown, and what there is not,
 * is null.
 *
 * @param schema version of this layout
 * @param machine the source's machine type; device state fits no other
 * @param uuid the guest's UUID, all zero if it has none
 * @param channels multifd channels; 0 is precopy
 * @param compression of pages on multifd channels
 * @param dialect how barriers were marked: flush-record or end-of-section; null without channels
 * @param returnPath whether the source waited to be told that all was loaded
 * @param ramSectionId number of the section {@code ram} in the main channel
 * @param normalPages pages that arrived whole, those sent again counted again
 * @param zeroPages pages that arrived as zero
 * @param readBytes bytes of all connections
 * @param blocks the RAM blocks in the source's order
 * @param deviceState what followed RAM
 */
@JsonPropertyOrder({"schema"})
public record Manifest(
    int schema,
    String machine,
    String uuid,
    int channels,
    String compression,
    @Nullable String dialect,
    boolean returnPath,
    long ramSectionId,
    long normalPages,
    long zeroPages,
    long readBytes,
    List<Block> blocks,
    DeviceState deviceState) {

  static final int SCHEMA = 1;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * One RAM block.
   *
   * @param idstr its name on the wire
   * @param usedBytes its size
   * @param nonZeroPages pages of 4 KiB that are not all zero
   * @param sha256 of its bytes, in hexadecimal
   * @param file its bytes in the capture's folder; null if it is in memory alone
   */
  public record Block(
      String idstr, long usedBytes, long nonZeroPages, String sha256, @Nullable String file) {}

  /**
   * All that follows the footer of the END section of {@code ram}.
   *
   * @param bytes how many
   * @param sha256 of them, in hexadecimal
   * @param file their file in the capture's folder; null if they are in memory alone
   */
  public record DeviceState(int bytes, String sha256, @Nullable String file) {}

  /** Of a guest whose blocks and device state have been read. */
  static Manifest of(CapturedGuest guest, List<Block> blocks, DeviceState deviceState) {
    DestinationReport report = guest.report();
    MainReport main = report.main();
    return new Manifest(
        SCHEMA,
        main.machine(),
        guest.options().vm().toString(),
        guest.options().channels(),
        ParameterText.of(guest.options().compression()),
        main.marker() == null ? null : ParameterText.of(main.marker()),
        main.returnPath(),
        Integer.toUnsignedLong(main.ramSectionId()),
        report.normalPages(),
        report.zeroPages(),
        report.readBytes(),
        List.copyOf(blocks),
        deviceState);
  }

  /**
   * Reads that of a folder. The files that it names were not looked for.
   *
   * @throws PrerequisiteException if there is none, or it is torn, newer than this program, or
   *     cannot be a manifest
   */
  public static Manifest read(Path folder) throws IOException {
    return new ManifestReader(folder.resolve(CaptureFolder.MANIFEST)).read();
  }

  /** Bytes of all RAM blocks. */
  public long ramBytes() {
    return blocks.stream().mapToLong(Block::usedBytes).sum();
  }

  /** As JSON text, ending with a line feed. */
  public String json() {
    try {
      return MAPPER.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest cannot be written as JSON", e);
    }
  }
}

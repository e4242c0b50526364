package dev.multifd.migration.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.multifd.guest.BlockLayout;
import dev.multifd.migration.PrerequisiteException;
import dev.multifd.wire.InitPacket;
import dev.multifd.wire.MainStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a manifest that may be torn, newer than this program, or made to do harm. */
final class ManifestReader {
  private static final long MAX_BYTES = 32 << 20;
  private static final int MAX_MACHINE_BYTES = 255;
  private static final long MAX_SECTION_ID = 0xffff_ffffL;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** No separators, and nothing that is a folder. */
  private static final Pattern FILE_NAME = Pattern.compile("(?!\\.\\.?$)[^/\\\\\\x00]{1,255}");

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(Manifest.class);

  private final Path path;

  ManifestReader(Path path) {
    this.path = path;
  }

  Manifest read() throws IOException {
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(checkedFile()));
      checkSchema(tree.path("schema"));
      Manifest manifest = JSON.readValue(tree);
      check(manifest);
      return manifest;
    } catch (JsonProcessingException e) {
      throw refusal(e.getOriginalMessage().replaceAll("\\s+", " "));
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private Path checkedFile() throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new PrerequisiteException(
          path.getParent()
              + " has no "
              + path.getFileName()
              + ": give a folder that receive --out has filled; one without it is not whole");
    }
    if (Files.size(path) > MAX_BYTES) {
      throw refusal(Files.size(path) + " bytes long");
    }
    return path;
  }

  private void checkSchema(JsonNode schema) throws PrerequisiteException {
    if (schema.canConvertToInt() && schema.asInt() > Manifest.SCHEMA) {
      throw new PrerequisiteException(
          path
              + " has schema "
              + schema.asInt()
              + ", and this program reads "
              + Manifest.SCHEMA
              + ": it was kept by a newer one");
    }
    require(schema.asInt() == Manifest.SCHEMA, "no schema " + Manifest.SCHEMA);
  }

  private void check(Manifest manifest) throws PrerequisiteException {
    int machineBytes =
        present(manifest.machine(), "machine").getBytes(StandardCharsets.UTF_8).length;
    require(machineBytes > 0 && machineBytes <= MAX_MACHINE_BYTES, "no machine type");
    UUID.fromString(present(manifest.uuid(), "uuid"));
    present(manifest.compression(), "compression");
    require(
        manifest.channels() >= 0 && manifest.channels() <= InitPacket.MAX_CHANNELS,
        manifest.channels() + " channels");
    require(
        manifest.ramSectionId() >= 0 && manifest.ramSectionId() <= MAX_SECTION_ID,
        "section number " + manifest.ramSectionId());
    int blocks = present(manifest.blocks(), "blocks").size();
    require(blocks > 0 && blocks <= MainStream.MAX_BLOCKS, blocks + " RAM blocks");
    checkBlocks(manifest);
    Manifest.DeviceState state = present(manifest.deviceState(), "deviceState");
    require(state.bytes() > 0, "no device state");
    checkFile(state.file(), state.sha256());
  }

  private void checkBlocks(Manifest manifest) throws PrerequisiteException {
    Set<String> names = new HashSet<>();
    long totalBytes = 0;
    for (Manifest.Block block : manifest.blocks()) {
      String idstr = present(present(block, "block").idstr(), "idstr");
      require(names.add(idstr), "RAM block " + idstr + " twice");
      require(idstr.indexOf('\0') < 0, "a RAM block's name with a NUL");
      long pages = new BlockLayout(idstr, block.usedBytes()).pages();
      require(
          block.nonZeroPages() >= 0 && block.nonZeroPages() <= pages,
          block.nonZeroPages() + " of " + pages + " pages not zero");
      require(totalBytes <= Long.MAX_VALUE - block.usedBytes(), "more RAM than can be counted");
      totalBytes += block.usedBytes();
      checkFile(block.file(), block.sha256());
    }
  }

  private void checkFile(@Nullable String name, @Nullable String sha256)
      throws PrerequisiteException {
    require(SHA256.matcher(present(sha256, "sha256")).matches(), "no SHA-256 '" + sha256 + "'");
    require(
        FILE_NAME.matcher(present(name, "file")).matches(),
        "'" + name + "' for a file in its folder");
  }

  private <T> T present(@Nullable T value, String field) throws PrerequisiteException {
    require(value != null, "no " + field);
    return Objects.requireNonNull(value);
  }

  private void require(boolean condition, String found) throws PrerequisiteException {
    if (!condition) {
      throw refusal(found);
    }
  }

  private PrerequisiteException refusal(String found) {
    return new PrerequisiteException(path + " is no manifest of a capture: it has " + found);
  }
}

package dev.multifd.migration.capture;

import dev.multifd.guest.PageContent;
import dev.multifd.guest.RawImage;
import dev.multifd.migration.PrerequisiteException;
import dev.multifd.source.MachineType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A guest that can be sent: what its machine is, what its RAM holds, which is read when it is
 * loaded, and the state of its devices.
 */
public final class StoredGuest {
  private final Manifest manifest;
  private final PageContent content;
  private final byte[] deviceState;

  /**
   * Any content in a machine that was captured.
   *
   * @param manifest the machine's
   * @param content of the same blocks
   * @param deviceState the machine's
   */
  public StoredGuest(Manifest manifest, PageContent content, byte[] deviceState) {
    this.manifest = manifest;
    this.content = content;
    this.deviceState = Arrays.copyOf(deviceState, deviceState.length);
  }

  /**
   * A captured guest in its folder, as {@link CaptureFolder} keeps it: found whole, sizes compared.
   *
   * @throws PrerequisiteException naming what is missing, torn, newer than this program, outside of
   *     the folder, or of another size or, for the device state, digest than its manifest says
   * @throws IOException if a file cannot be read
   */
  public static StoredGuest open(Path folder) throws IOException {
    Manifest manifest = Manifest.read(folder);
    SequencedMap<String, Path> blocks = new LinkedHashMap<>();
    for (Manifest.Block block : manifest.blocks()) {
      blocks.put(block.idstr(), file(folder, block.file(), block.usedBytes()));
    }
    return new StoredGuest(
        manifest, RawImage.open(folder, blocks), readDeviceState(folder, manifest.deviceState()));
  }

  private static Path file(Path folder, @Nullable String name, long bytes) throws IOException {
    Path file = folder.resolve(Objects.requireNonNull(name));
    if (!Files.isRegularFile(file)) {
      throw new PrerequisiteException(file + " is missing: the capture is not whole");
    }
    if (!file.toRealPath().startsWith(folder.toRealPath())) {
      throw new PrerequisiteException(
          file + " is a link that leads out of the capture's folder: it is not followed");
    }
    if (Files.size(file) != bytes) {
      throw new PrerequisiteException(
          file
              + " has "
              + Files.size(file)
              + " bytes, and its manifest says "
              + bytes
              + ": the capture is not whole, or was changed");
    }
    return file;
  }

  private static byte[] readDeviceState(Path folder, Manifest.DeviceState state)
      throws IOException {
    Path file = file(folder, state.file(), state.bytes());
    byte[] bytes = Files.readAllBytes(file);
    if (!BlockDigest.of(bytes).equals(state.sha256())) {
      throw new PrerequisiteException(
          file + " has another SHA-256 than its manifest says: it was changed, or is damaged");
    }
    return bytes;
  }

  /** What there is, and how it came. */
  public Manifest manifest() {
    return manifest;
  }

  /** Its machine type: its device state fits no other. */
  public MachineType machineType() {
    return new MachineType(manifest.machine());
  }

  /** Its UUID; all zero if it has none. */
  public UUID vm() {
    return UUID.fromString(manifest.uuid());
  }

  /** What its RAM holds, read from the folder when it is loaded. */
  public PageContent content() {
    return content;
  }

  /** One line on its RAM, for people. */
  public String describe() {
    return content.describe();
  }

  /** What follows RAM in the stream. */
  public byte[] deviceState() {
    return Arrays.copyOf(deviceState, deviceState.length);
  }
}

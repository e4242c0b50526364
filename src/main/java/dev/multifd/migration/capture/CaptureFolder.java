package dev.multifd.migration.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.multifd.guest.BlockRuns;
import dev.multifd.guest.RamBlock;
import dev.multifd.migration.PrerequisiteException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with a captured guest: a sparse file for each RAM block, the device state, and {@value
 * #MANIFEST}, which comes last: a folder without one is not whole.
 */
public final class CaptureFolder implements CaptureStore {
  /** Name of the file that says what the others are. */
  public static final String MANIFEST = "manifest.json";

  /** Name of the file with all that followed RAM. */
  public static final String DEVICE_STATE = "device-state.bin";

  private static final int MAX_NAME_CHARS = 60;

  private final Path folder;
  private final List<Path> written = new ArrayList<>();

  private CaptureFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder, or takes an empty one.
   *
   * @throws PrerequisiteException if it is not empty or cannot be made
   */
  public static CaptureFolder prepare(Path folder) throws PrerequisiteException {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new PrerequisiteException(
              folder + " is not empty: give --out a new folder or an empty one");
        }
      }
    } catch (PrerequisiteException e) {
      throw e;
    } catch (IOException e) {
      throw new PrerequisiteException("--out " + folder + " cannot be a folder: " + e);
    }
    if (!Files.isWritable(folder)) {
      throw new PrerequisiteException("--out " + folder + " is not writable");
    }
    return new CaptureFolder(folder);
  }

  @Override
  public Manifest keep(CapturedGuest guest, WaitingSource source) throws IOException {
    try {
      Manifest manifest = write(guest);
      source.confirm();
      return manifest;
    } catch (IOException | RuntimeException e) {
      removeWritten();
      throw e;
    }
  }

  /** Half a guest is of no use, and another try needs an empty folder. */
  private void removeWritten() throws IOException {
    for (Path file : written) {
      Files.deleteIfExists(file);
    }
  }

  private Path file(String name) {
    Path file = folder.resolve(name);
    written.add(file);
    return file;
  }

  private Manifest write(CapturedGuest guest) throws IOException {
    List<Manifest.Block> blocks = new ArrayList<>();
    for (RamBlock block : guest.ram().blocks()) {
      blocks.add(write(block, fileName(blocks.size(), block.idstr())));
    }
    write(file(DEVICE_STATE), guest.deviceState());
    Manifest manifest =
        Manifest.of(
            guest,
            blocks,
            new Manifest.DeviceState(
                guest.deviceState().length, BlockDigest.of(guest.deviceState()), DEVICE_STATE));
    write(file(MANIFEST), manifest.json().getBytes(UTF_8));
    try (FileChannel names = FileChannel.open(folder)) {
      names.force(true);
    }
    return manifest;
  }

  private Manifest.Block write(RamBlock block, String name) throws IOException {
    BlockDigest digest = new BlockDigest();
    Path path = file(name);
    try (BlockFile file = new BlockFile(path, block.usedBytes(), digest)) {
      BlockRuns.read(block, file);
      file.force();
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("writing " + path + ": " + e.getMessage(), e);
    }
    return digest.summary(block, name);
  }

  /** Writes a file that is on the disk when this returns. */
  private static void write(Path path, byte[] bytes) throws IOException {
    try (FileChannel file = FileChannel.open(path, CREATE, WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        file.write(left);
      }
      file.force(true);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("writing " + path + ": " + e.getMessage(), e);
    }
  }

  /** A name that the source has no power over: it may send any, such as {@code ../x}. */
  private static String fileName(int index, String idstr) {
    String tame = idstr.replaceAll("[^A-Za-z0-9.@-]+", "_");
    return index + "-" + tame.substring(0, Math.min(tame.length(), MAX_NAME_CHARS)) + ".raw";
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}

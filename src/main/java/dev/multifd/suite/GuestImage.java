package dev.multifd.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real guest that all migrations send.
 *
 * @param path its raw RAM image, or the folder of a capture
 * @param size of its RAM
 */
public record GuestImage(Path path, ByteSize size) {
  /**
   * A raw RAM image.
   *
   * @throws UsageException if it is none
   */
  public static GuestImage ofFile(Path path) {
    if (path.toString().isBlank()) {
      throw new UsageException(
          "--guest is empty: give the file of a guest's raw RAM image, or a capture's folder");
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new UsageException("--guest " + path + ": no readable file");
    }
    try {
      return new GuestImage(path, new ByteSize(Files.size(path)));
    } catch (IOException e) {
      throw new UsageException("--guest " + path + ": " + e.getMessage());
    } catch (UsageException notPages) {
      throw new UsageException("--guest " + path + ": no raw RAM image; " + notPages.getMessage());
    }
  }
}

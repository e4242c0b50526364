package dev.multifd.cli;

import dev.multifd.suite.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of HTML on disk. */
final class PageFile {
  private PageFile() {}

  /**
   * Writes it, and its folder if need be; a file of that name is replaced.
   *
   * @throws UsageException if that place cannot be written
   */
  static void write(Path page, String html) {
    try {
      Files.createDirectories(page.toAbsolutePath().getParent());
      Files.writeString(page, html);
    } catch (IOException e) {
      throw new UsageException(page + " cannot be written: choose another place with --out");
    }
  }
}

package dev.multifd.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The launcher's end: a temporary file that one fork appends its shots to, a line each. */
public final class ShotFile implements AutoCloseable {
  /** System property of the fork that names the file. */
  static final String PROPERTY = "multifd.evidence";

  private final Path file;

  private ShotFile(Path file) {
    this.file = file;
  }

  /**
   * A new, empty file.
   *
   * @throws IOException if the folder for temporary files takes none
   */
  public static ShotFile create() throws IOException {
    return new ShotFile(Files.createTempFile("multifd-evidence-", ".jsonl"));
  }

  /** The option by which a fork learns of the file. */
  public String jvmArgument() {
    return "-D" + PROPERTY + "=" + file;
  }

  Path path() {
    return file;
  }

  /**
   * All shots so far, in order. A last line without its end, of a fork that was killed, is left
   * out.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a line is no shot
   */
  public List<Shot> shots() throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(ShotLine::parse).toList();
  }

  /** Deletes the file. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}

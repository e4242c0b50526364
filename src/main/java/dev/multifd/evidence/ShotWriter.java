package dev.multifd.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The fork's end: appends each shot to the file that its launcher reads. */
public final class ShotWriter {
  private final @Nullable Path file;

  private ShotWriter(@Nullable Path file) {
    this.file = file;
  }

  /**
   * Writes where this JVM's launcher asked for it; nowhere if it did not, as plain JMH does not.
   */
  public static ShotWriter ofThisJvm() {
    String file = System.getProperty(ShotFile.PROPERTY);
    return new ShotWriter(file == null ? null : Path.of(file));
  }

  static ShotWriter to(Path file) {
    return new ShotWriter(file);
  }

  /**
   * Appends one shot. Call it before a failed check throws: that shot is evidence, too.
   *
   * @throws IOException if the file cannot be written
   */
  public void append(Shot shot) throws IOException {
    if (file != null) {
      Files.writeString(
          file, ShotLine.of(shot) + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }
  }
}

package dev.multifd.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Keeps one run on disk: {@code <results>/<host>/<UTC>-<commit8>[-dirty].json.partial} while it
 * runs, {@code .json} when it is complete, and beside that a plain JMH JSON. Every write goes to a
 * temporary file that then takes the name, so that a reader or a crash never sees half a file.
 */
public final class ResultStore {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final String name;

  /** A store for the run that starts now; nothing is created before the first save. */
  public ResultStore(Path results, HostIdentity host, Instant startedAt, GitInfo git) {
    this.folder = results.resolve(host.folderName());
    this.name = STAMP.format(startedAt) + "-" + git.shortName();
  }

  /** Where the run is until it is complete. */
  public Path partialFile() {
    return folder.resolve(name + ".json.partial");
  }

  /** Where the complete run will be. */
  public Path file() {
    return folder.resolve(name + ".json");
  }

  /** Where the plain JMH JSON of the complete run will be. */
  public Path jmhFile() {
    return folder.resolve(name + "-jmh.json");
  }

  /**
   * Writes the run as it stands.
   *
   * @throws UncheckedIOException when the folder cannot be written
   */
  public void save(RunFile run) {
    write(partialFile(), ResultJson.write(run));
  }

  /**
   * Writes the finished run and its JMH JSON, and takes the {@code .partial} away.
   *
   * @throws UncheckedIOException when the folder cannot be written
   */
  public void complete(RunFile run) {
    save(run);
    write(jmhFile(), ResultJson.write(JmhJson.array(run.cells())));
    try {
      Files.move(partialFile(), file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rename " + partialFile() + " to " + file(), e);
    }
  }

  private static void write(Path target, String text) {
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + target + ": choose another place with --results", e);
    }
  }
}

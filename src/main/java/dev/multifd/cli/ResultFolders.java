package dev.multifd.cli;

import dev.multifd.results.Environment;
import dev.multifd.results.HostFiles;
import dev.multifd.suite.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where result files are kept: a folder for each host. */
final class ResultFolders {
  private static final String RESULT = ".json";
  private static final String OF_JMH = "-jmh.json";

  private ResultFolders() {}

  /**
   * This host's folder in {@code results/}.
   *
   * @throws UsageException if it has measured nothing yet
   */
  static Path ofThisHost() throws IOException {
    Path results = Home.folder().resolve("results");
    String name = Environment.capture(HostFiles.live(), Instant.now()).host().folderName();
    Path own = results.resolve(name);
    if (Files.isDirectory(own)) {
      return own;
    }
    String others =
        entries(results).stream()
            .filter(Files::isDirectory)
            .map(Path::toString)
            .collect(Collectors.joining(", "));
    throw new UsageException(
        own
            + ": this host has measured nothing yet"
            + (others.isEmpty() ? "" : "; give another's folder: " + others));
  }

  /** The complete runs in a host's folder. */
  static List<Path> runs(Path host) throws IOException {
    return entries(host).stream()
        .filter(file -> file.toString().endsWith(RESULT) && !file.toString().endsWith(OF_JMH))
        .toList();
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(folder + ": no such folder; give one with result files");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}

package dev.multifd.results.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where complete runs are kept: {@code <folder>/<host>/<run>.json}, or all in one folder. */
final class ResultFolder {
  private static final int HOSTS_AND_RUNS = 2;

  private ResultFolder() {}

  /** The result files in a folder, by name; JMH's own JSON and what was cut off are none. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder, HOSTS_AND_RUNS)) {
      return files.filter(Files::isRegularFile).filter(ResultFolder::isResult).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
  }

  /** The folder that a file is in, which is named after its host. */
  static String host(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? "" : String.valueOf(folder.getFileName());
  }

  private static boolean isResult(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") && !name.endsWith("-jmh.json");
  }
}

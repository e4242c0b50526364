package dev.multifd.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifd.migration.PrerequisiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A QEMU on this machine.
 *
 * @param path its program
 * @param firmware folder with its firmware, if it is not where the program looks by itself
 * @param version such as 10.0.2
 */
public record QemuProgram(Path path, Optional<Path> firmware, String version) {
  /** Name of the program for guests of this architecture. */
  public static final String NAME = "qemu-system-x86_64";

  private static final Pattern VERSION = Pattern.compile("version (\\d+(\\.\\d+)+)");
  private static final long ANSWER_S = 20;
  private static final int OLDEST_PEER = 9;

  /** The one on the PATH; empty if there is none. */
  public static Optional<QemuProgram> installed() throws IOException, InterruptedException {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .map(folder -> Path.of(folder, NAME))
            .filter(Files::isExecutable)
            .findFirst();
    return found.isEmpty() ? Optional.empty() : Optional.of(at(found.get(), Optional.empty()));
  }

  /**
   * The one on the PATH, if it is new enough to be compared with.
   *
   * @throws PrerequisiteException saying what to install
   */
  public static QemuProgram requireInstalled() throws IOException, InterruptedException {
    return requirePeer(installed());
  }

  static QemuProgram requirePeer(Optional<QemuProgram> installed) throws PrerequisiteException {
    QemuProgram program =
        installed.orElseThrow(() ->
            new PrerequisiteException(
                "there is no "
                    + NAME
                    + " on the PATH: install QEMU "
                    + OLDEST_PEER
                    + ".0 or newer (Debian: apt-get install qemu-system-x86, for bookworm from"
                    + " bookworm-backports)"));
    if (Integer.parseInt(program.version.split("\\.", 2)[0]) < OLDEST_PEER) {
      throw new PrerequisiteException(
          program
              + " has no zero-page-detection: install "
              + OLDEST_PEER
              + ".0 or newer (Debian bookworm has it in bookworm-backports)");
    }
    return program;
  }

  /**
   * The one at a path.
   *
   * @throws IOException if it is no QEMU or does not say its version
   */
  public static QemuProgram at(Path path, Optional<Path> firmware)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(path.toString(), "--version").redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      Matcher version = VERSION.matcher(said);
      if (!process.waitFor(ANSWER_S, TimeUnit.SECONDS) || !version.find()) {
        throw new IOException(path + " does not say its version: " + said.strip());
      }
      return new QemuProgram(path, firmware, version.group(1));
    } finally {
      process.destroyForcibly();
    }
  }

  /** How a command line begins. */
  List<String> command() {
    return firmware
        .map(folder -> List.of(path.toString(), "-L", folder.toString()))
        .orElseGet(() -> List.of(path.toString()));
  }

  @Override
  public String toString() {
    return "QEMU " + version;
  }
}

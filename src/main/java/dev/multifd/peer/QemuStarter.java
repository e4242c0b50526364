package dev.multifd.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Starts QEMUs of one kind, each in a folder of its own, all below one that closing removes. */
final class QemuStarter implements AutoCloseable {
  private final QemuProgram program;
  private final Path folder;
  private final QemuGuest guest;

  /**
   * @param guest what each of them has
   */
  QemuStarter(QemuProgram program, QemuGuest guest) throws IOException {
    this.program = program;
    this.guest = guest;
    this.folder = Files.createTempDirectory("multifd-peer");
  }

  /** One that runs nothing and waits for its monitor's word. */
  Qemu start() throws IOException, InterruptedException {
    return Qemu.start(program, Files.createTempDirectory(folder, "qemu"), guest);
  }

  /** One that can take a migration. */
  Qemu startIncoming() throws IOException, InterruptedException {
    return Qemu.start(
        program, Files.createTempDirectory(folder, "qemu"), guest.with("-incoming", "defer"));
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}

package dev.multifd.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QemuProgramTest {
  @TempDir private Path folder;

  private Path program(String says) throws IOException {
    Path program = folder.resolve("qemu-system-x86_64");
    Files.writeString(program, "#!/bin/sh\necho '" + says + "'\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  @Test
  void saysItsVersion() throws Exception {
    Path program = program("QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2~bpo12+1)");
    QemuProgram qemu = QemuProgram.at(program, Optional.empty());
    assertThat(qemu.version()).isEqualTo("10.0.2");
    assertThat(qemu).hasToString("QEMU 10.0.2");
    assertThat(qemu.command()).containsExactly(program.toString());
  }

  @Test
  void firmwareOfItsOwnIsNamed() throws Exception {
    QemuProgram qemu = QemuProgram.at(program("version 7.2"), Optional.of(folder));
    assertThat(qemu.command()).endsWith("-L", folder.toString());
  }

  @Test
  void whatIsNoQemuIsTold() throws Exception {
    Path program = program("hello");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> QemuProgram.at(program, Optional.empty()))
        .withMessage(program + " does not say its version: hello");
  }

  @Test
  void oneThatIsTooOldToBeComparedIsRefused() throws Exception {
    QemuProgram old = QemuProgram.at(program("QEMU emulator version 7.2.22"), Optional.empty());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> QemuProgram.requirePeer(Optional.of(old)))
        .withMessageStartingWith("QEMU 7.2.22 has no zero-page-detection: install 9.0 or newer");
  }

  @Test
  void withoutOneItSaysWhatToInstall() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> QemuProgram.requirePeer(Optional.empty()))
        .withMessageContaining("apt-get install qemu-system-x86");
  }
}

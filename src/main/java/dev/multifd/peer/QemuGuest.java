package dev.multifd.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The guest of a QEMU. Nothing runs in it until it is told to: its RAM is what it was given.
 *
 * @param machine a versioned machine type, so that its dialect on the wire is known
 * @param ramBytes size of the RAM block {@value #RAM_ID}
 * @param ramFile a file that is its RAM, shared; empty for memory of its own
 * @param more further arguments
 */
public record QemuGuest(String machine, long ramBytes, Optional<Path> ramFile, List<String> more) {
  /** Name of its RAM block on the wire. */
  public static final String RAM_ID = "ram0";

  /** One whose RAM is a file, which others can read. */
  public static QemuGuest inFile(String machine, Path ram, String... more) throws IOException {
    return new QemuGuest(machine, Files.size(ram), Optional.of(ram), List.of(more));
  }

  /** One whose RAM is its own memory, never touched. */
  public static QemuGuest inMemory(String machine, long ramBytes, String... more) {
    return new QemuGuest(machine, ramBytes, Optional.empty(), List.of(more));
  }

  /** The same with further arguments. */
  QemuGuest with(String... further) {
    return new QemuGuest(
        machine, ramBytes, ramFile, Stream.concat(more.stream(), Stream.of(further)).toList());
  }

  List<String> arguments() {
    String backend =
        ramFile
            .map(path -> "memory-backend-file,share=on,mem-path=" + path)
            .orElse("memory-backend-ram");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-nodefaults",
                "-no-user-config",
                "-display",
                "none",
                "-machine",
                machine + ",memory-backend=" + RAM_ID,
                "-accel",
                "tcg",
                "-cpu",
                "qemu64",
                "-m",
                (ramBytes >> 20) + "M",
                "-object",
                backend + ",id=" + RAM_ID + ",size=" + ramBytes,
                "-S"));
    arguments.addAll(more);
    return arguments;
  }
}

package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.multifd.io.SparseFile.Extent;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseFileTest {
  private static final int MIB = 1 << 20;

  @TempDir Path folder;

  /** A file of {@code bytes} with a MiB of ones at each of {@code offsets}. */
  private Path file(long bytes, long... offsets) throws IOException {
    Path path = folder.resolve("image");
    byte[] ones = new byte[MIB];
    java.util.Arrays.fill(ones, (byte) 1);
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long offset : offsets) {
        channel.write(ByteBuffer.wrap(ones), offset);
      }
    }
    try (var file = new java.io.RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    }
    return path;
  }

  @Test
  void findsHolesAtStartMiddleAndEnd() throws IOException {
    try (SparseFile file = SparseFile.open(file(8L * MIB, 2L * MIB, 5L * MIB))) {
      assertThat(file.bytes()).isEqualTo(8L * MIB);
      assertThat(file.extents())
          .containsExactly(new Extent(2L * MIB, MIB), new Extent(5L * MIB, MIB));
    }
  }

  @Test
  void aFileWithoutHolesIsOneExtent() throws IOException {
    try (SparseFile file = SparseFile.open(file(MIB, 0))) {
      assertThat(file.extents()).containsExactly(new Extent(0, MIB));
    }
  }

  @Test
  void aFileOfNothingButHolesHasNone() throws IOException {
    try (SparseFile file = SparseFile.open(file(4L * MIB))) {
      assertThat(file.extents()).isEmpty();
    }
  }

  @Test
  void anEmptyFileHasNone() throws IOException {
    try (SparseFile file = SparseFile.open(Files.createFile(folder.resolve("empty")))) {
      assertThat(file.bytes()).isZero();
      assertThat(file.extents()).isEmpty();
    }
  }

  @Test
  void readsAcrossTheBorderOfAHole() throws IOException {
    try (SparseFile file = SparseFile.open(file(3L * MIB, MIB));
        Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(10);
      file.read(2L * MIB - 4, memory);
      assertThat(memory.toArray(JAVA_BYTE)).containsExactly(1, 1, 1, 1, 0, 0, 0, 0, 0, 0);
    }
  }

  @Test
  void saysWhereTheFileEnded() throws IOException {
    Path path = file(MIB, 0);
    try (SparseFile file = SparseFile.open(path);
        Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(10);
      assertThatIOException()
          .isThrownBy(() -> file.read(MIB - 4, memory))
          .withMessage(path + " ended at byte 1048576: was it truncated?");
    }
  }

  @Test
  void mapsTheWholeFile() throws IOException {
    try (SparseFile file = SparseFile.open(file(2L * MIB, MIB));
        Mapping mapping = file.map()) {
      assertThat(mapping.segment().byteSize()).isEqualTo(2L * MIB);
      assertThat(mapping.segment().get(JAVA_BYTE, MIB - 1)).isZero();
      assertThat(mapping.segment().get(JAVA_BYTE, MIB)).isEqualTo((byte) 1);
    }
  }

  @Test
  void saysWhichFileIsNotThere() {
    Path path = folder.resolve("none");
    assertThatExceptionOfType(SystemCallException.class)
        .isThrownBy(() -> SparseFile.open(path).close())
        .withMessage("open " + path + ": No such file or directory (errno 2)");
  }
}

package dev.multifd.scan;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every scanner answers what a loop over the bytes answers, and reads nothing else. */
@ParameterizedClass
@MethodSource("scanners")
class ScannersAgreeTest {
  private static final int PAGE = 4096;
  private static final int MARGIN = 128;
  private static final byte DIRT = (byte) 0x80;

  /** A kernel with a sampling before it. */
  record Way(ScannerKind kind, Sampling sampling) {}

  private final ZeroPageScanner scanner;
  private final MemorySegment memory = Arena.ofAuto().allocate(PAGE + 2 * MARGIN + 1, 64);

  ScannersAgreeTest(Way way) {
    scanner = way.sampling.before(way.kind.create());
  }

  /** All that this CPU has; that the others are refused is {@link ScannerKindTest}'s. */
  static List<Way> scanners() {
    return Arrays.stream(ScannerKind.values())
        .filter(kind -> kind.reasonAbsent().isEmpty())
        .flatMap(kind -> Arrays.stream(Sampling.values()).map(sampling -> new Way(kind, sampling)))
        .toList();
  }

  private static boolean byteLoop(MemorySegment memory, long offset, long bytes) {
    for (long i = offset; i < offset + bytes; i++) {
      if (memory.get(JAVA_BYTE, i) != 0) {
        return false;
      }
    }
    return true;
  }

  @Test
  void findsASingleBitAnywhereInAPage() {
    assertThat(scanner.isZero(memory, MARGIN, PAGE)).isTrue();
    List<Integer> missed = new ArrayList<>();
    for (int bit = 0; bit < 8 * PAGE; bit++) {
      memory.set(JAVA_BYTE, MARGIN + bit / 8, (byte) (1 << (bit & 7)));
      if (scanner.isZero(memory, MARGIN, PAGE)) {
        missed.add(bit);
      }
      memory.set(JAVA_BYTE, MARGIN + bit / 8, (byte) 0);
    }
    assertThat(missed).as("bits that were missed").isEmpty();
    assertThat(scanner.isZero(memory, MARGIN, PAGE)).isTrue();
  }

  @Test
  void doesNotLookBesideThePage() {
    for (int offset = 1; offset <= MARGIN; offset += 9) {
      memory.fill(DIRT);
      memory.asSlice(offset, PAGE).fill((byte) 0);
      assertThat(scanner.isZero(memory, offset, PAGE)).as("offset %d", offset).isTrue();
      assertThat(scanner.isZero(memory, offset - 1, PAGE)).as("a byte before").isFalse();
      assertThat(scanner.isZero(memory, offset + 1, PAGE)).as("a byte behind").isFalse();
    }
  }

  @Test
  void answersForAnyLengthAndAlignment() {
    Random random = new Random(7);
    for (int bytes = 0; bytes <= PAGE + 1; bytes++) {
      int offset = random.nextInt(MARGIN);
      memory.fill(DIRT);
      memory.asSlice(offset, bytes).fill((byte) 0);
      assertThat(scanner.isZero(memory, offset, bytes)).as("%d zeroes", bytes).isTrue();
      if (bytes > 0) {
        for (int at : new int[] {0, bytes / 2, bytes - 1, random.nextInt(bytes)}) {
          memory.set(JAVA_BYTE, offset + at, (byte) 1);
          assertThat(scanner.isZero(memory, offset, bytes))
              .as("byte %d of %d", at, bytes)
              .isEqualTo(byteLoop(memory, offset, bytes));
          memory.set(JAVA_BYTE, offset + at, (byte) 0);
        }
      }
    }
  }

  /** Where the steps of 4 KiB begin and end, and anywhere. */
  @ParameterizedTest
  @ValueSource(ints = {64 << 10, 2 << 20})
  void findsASingleByteInALargePage(int bytes) {
    MemorySegment page = Arena.ofAuto().allocate(bytes, 64);
    Random random = new Random(9);
    assertThat(scanner.isZero(page, 0, bytes)).isTrue();
    for (int step = 0; step < bytes; step += PAGE) {
      for (int at : new int[] {step, step + random.nextInt(PAGE), step + PAGE - 1}) {
        page.set(JAVA_BYTE, at, DIRT);
        assertThat(scanner.isZero(page, 0, bytes)).as("byte %d", at).isFalse();
        page.set(JAVA_BYTE, at, (byte) 0);
      }
    }
  }

  /** Compiled code must agree too, so this goes on until there is some. */
  @Test
  void answersTheSameOnceCompiled() {
    Random random = new Random(8);
    int zero = 0;
    for (int i = 0; i < 30_000; i++) {
      int at = MARGIN + random.nextInt(PAGE);
      byte value = (byte) (random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(127));
      memory.set(JAVA_BYTE, at, value);
      boolean isZero = scanner.isZero(memory, MARGIN, PAGE);
      memory.set(JAVA_BYTE, at, (byte) 0);
      assertThat(isZero).isEqualTo(value == 0);
      zero += isZero ? 1 : 0;
    }
    assertThat(zero).isBetween(5_000, 10_000);
  }

  /** Reading behind the end of the truncated file would be a fault. */
  @Test
  void stopsAtTheEndOfAMapping(@TempDir Path folder) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve("pages"), CREATE, READ, WRITE);
        Arena arena = Arena.ofShared()) {
      MemorySegment pages = file.map(FileChannel.MapMode.READ_WRITE, 0, 3 * PAGE, arena);
      file.truncate(2 * PAGE);
      for (int bytes : new int[] {PAGE, PAGE + 1, PAGE - 1, 2 * PAGE, 65, 64, 63, 31, 8, 7, 1, 0}) {
        assertThat(scanner.isZero(pages, 2 * PAGE - bytes, bytes)).as("%d", bytes).isTrue();
      }
      pages.set(JAVA_BYTE, 2 * PAGE - 1, (byte) 1);
      assertThat(scanner.isZero(pages, PAGE, PAGE)).isFalse();
    }
  }

  @Test
  void refusesWhatIsNotInsideTheMemory() {
    long all = memory.byteSize();
    assertThat(scanner.isZero(memory, 0, all)).isTrue();
    assertThat(scanner.isZero(memory, all, 0)).isTrue();
    for (byte content : new byte[] {0, DIRT}) {
      memory.fill(content);
      refuses(1, all);
      refuses(-1, PAGE);
      refuses(all - 1, 2);
      refuses(0, -1);
      refuses(all + 1, 0);
      refuses(Long.MAX_VALUE, PAGE);
    }
  }

  private void refuses(long offset, long bytes) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> scanner.isZero(memory, offset, bytes))
        .withMessageContaining("[" + offset + ", ")
        .withMessageContaining(String.valueOf(memory.byteSize()));
  }
}

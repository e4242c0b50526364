package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.io.SystemCallException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawImageTest {
  private static final int PAGE = RamBlock.PAGE_BYTES;
  private static final int PAGES = 2_048;

  @TempDir Path folder;

  /** An image of {@link #PAGES} pages with data in those of {@code runs}, holes elsewhere. */
  private Path image(PageRun... runs) throws IOException {
    Path path = folder.resolve("guest.ram");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      for (PageRun run : runs) {
        for (long page = run.first(); page < run.end(); page++) {
          byte[] bytes = new byte[PAGE];
          Arrays.fill(bytes, (byte) (1 + page % 255));
          file.seek(page * PAGE);
          file.write(bytes);
        }
      }
      file.setLength((long) PAGES * PAGE);
    }
    return path;
  }

  private static GuestRam loaded(GuestContent content) throws IOException {
    GuestRam ram = GuestRam.map(content.layout(), HugePages.NEVER);
    content.load(ram);
    return ram;
  }

  // A file system's own unit may be larger than a page, so the runs begin and end at 64 KiB.
  @ParameterizedTest
  @CsvSource({
    "16, 32", // holes at start and end
    "0, 64", // none at the start
    "1984, 64", // none at the end
    "0, 2048", // none at all
    "512, 1024", // in the middle
  })
  void holesStayNeverTouched(long first, long pages) throws IOException {
    RawImage image = RawImage.open(image(new PageRun(first, pages)));
    try (GuestRam ram = loaded(image)) {
      assertThat(image.nonZeroPages()).isEqualTo(pages);
      assertThat(image.totalPages()).isEqualTo(PAGES);
      assertThat(image.layout()).containsExactly(new BlockLayout("pc.ram", (long) PAGES * PAGE));
      Verification verification = image.verify(ram);
      assertThat(verification.identical()).isTrue();
      RamBlock block = ram.blocks().getFirst();
      assertThat(Presence.pages(block)).isEqualTo(pages);
      assertThat(verification.pagesCompared()).isEqualTo(pages);
      assertThat(verification.pagesAbsent()).isEqualTo(PAGES - pages);
      assertThat(block.memory().get(JAVA_BYTE, first * PAGE)).isEqualTo((byte) (1 + first % 255));
    }
  }

  @Test
  void isTheFileByteForByte() throws IOException {
    Path path = image(new PageRun(16, 16), new PageRun(512, 64), new PageRun(1_600, 16));
    RawImage image = RawImage.open(path);
    try (GuestRam ram = loaded(image)) {
      assertThat(ram.blocks().getFirst().memory().toArray(JAVA_BYTE))
          .isEqualTo(Files.readAllBytes(path));
      assertThat(image.nonZeroPages()).isEqualTo(96);
    }
  }

  @Test
  void aPageOfZeroesInTheFileIsWrittenButNotCounted() throws IOException {
    Path path = image(new PageRun(16, 16));
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(20 * PAGE);
      file.write(new byte[PAGE]);
    }
    RawImage image = RawImage.open(path);
    try (GuestRam ram = loaded(image)) {
      assertThat(image.nonZeroPages()).isEqualTo(15);
      assertThat(Presence.pages(ram.blocks().getFirst())).isEqualTo(16);
      assertThat(image.verify(ram).identical()).isTrue();
      // A destination does not write that page: absent is as good as zero.
      try (GuestRam destination = GuestRam.map(image.layout(), HugePages.NEVER)) {
        for (long page = 16; page < 32; page++) {
          if (page != 20) {
            destination
                .blocks()
                .getFirst()
                .memory()
                .asSlice(page * PAGE, PAGE)
                .copyFrom(ram.blocks().getFirst().memory().asSlice(page * PAGE, PAGE));
          }
        }
        assertThat(image.verify(destination).identical()).isTrue();
      }
    }
  }

  @Test
  void seesWhatDiffersFromTheFile() throws IOException {
    RawImage image = RawImage.open(image(new PageRun(16, 16)));
    try (GuestRam ram = loaded(image)) {
      ram.blocks().getFirst().memory().set(JAVA_BYTE, 16 * PAGE + 9, (byte) 0x7f);
      ram.blocks().getFirst().memory().set(JAVA_BYTE, 100 * PAGE, (byte) 1);
      Verification verification = image.verify(ram);
      assertThat(verification.mismatches()).isEqualTo(2);
      assertThat(verification.firstMismatch())
          .isEqualTo("pc.ram page 0x10 (byte 9: expected 0x11, found 0x7f)");
    }
    try (GuestRam empty = GuestRam.map(image.layout(), HugePages.NEVER)) {
      assertThat(image.verify(empty).mismatches()).isEqualTo(16);
    }
  }

  @Test
  void knowsItsNonZeroPagesOnlyOnceLoaded() throws IOException {
    Path path = image(new PageRun(16, 16));
    RawImage image = RawImage.open(path);
    assertThatIllegalStateException()
        .isThrownBy(image::nonZeroPages)
        .withMessage(path + " is not loaded yet, so its pages are not counted");
    assertThat(image.describe())
        .isEqualTo(
            "image "
                + path
                + ", 8 MiB: 16 of 2048 pages in the file (1 extents), holes never touched");
    loaded(image).close();
    assertThat(image.describe()).contains("8 MiB: 16 non-zero, 16 of 2048 pages in the file");
  }

  @Test
  void estimatesWhatItsExtentsBecome() throws IOException {
    RawImage image = RawImage.open(image(new PageRun(0, 16), new PageRun(1_600, 16)));
    long tables = 4 * 4_096L;
    assertThat(image.loadedBytes(HugePages.NEVER)).isEqualTo(32 * 4_096L + tables);
    assertThat(image.loadedBytes(HugePages.ADVISED)).isEqualTo((4L << 20) + tables);
    assertThat(image.destinationResidentBytes(17)).isEqualTo(32 * 4_096L + tables);
    assertThat(image.destinationResidentBytes(16)).isEqualTo((4L << 20) + tables);
  }

  @ParameterizedTest
  @CsvSource({"1", "4095", "4097", "1000000"})
  void refusesASizeThatIsNotWholePages(long bytes) throws IOException {
    Path path = folder.resolve("odd.ram");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawImage.open(path))
        .withMessageStartingWith(
            path + " has " + bytes + " bytes, which is no multiple of the page size")
        .withMessageContaining("truncate -s %4096");
  }

  @Test
  void refusesAnEmptyFileAndAFolder() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawImage.open(empty))
        .withMessage(empty + " is empty: give a raw image of a guest's RAM");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawImage.open(folder))
        .withMessage(folder + " is no regular file: give a raw image of a guest's RAM");
  }

  @Test
  void saysWhatCannotBeOpened() {
    Path path = folder.resolve("none.ram");
    assertThatExceptionOfType(SystemCallException.class)
        .isThrownBy(() -> RawImage.open(path))
        .withMessage("open " + path + ": No such file or directory (errno 2)");
  }

  @Test
  void noticesThatTheFileBecameAnother() throws IOException {
    Path path = image(new PageRun(16, 16));
    RawImage image = RawImage.open(path);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(PAGE);
    }
    try (GuestRam ram = GuestRam.map(image.layout(), HugePages.NEVER)) {
      assertThatIOException()
          .isThrownBy(() -> image.load(ram))
          .withMessage(path + " had 8388608 bytes and has 4096 now: is something writing to it?");
    }
  }
}

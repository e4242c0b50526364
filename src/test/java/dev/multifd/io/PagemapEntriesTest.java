package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On synthetic entries, and on this process's own; the tests assume pages of 4 KiB. */
class PagemapEntriesTest {
  private static final int PAGE = 4096;
  private static final long PRESENT = 1L << 63;
  private static final long SWAPPED = 1L << 62;
  private static final long EXCLUSIVE = 1L << 56;
  private static final long SOFT_DIRTY = 1L << 55;

  private final Mapping mapping;
  private final MemorySegment memory;

  PagemapEntriesTest() throws IOException {
    mapping = Mapping.anonymous(20_000L * PAGE);
    mapping.advise(Advice.NOHUGEPAGE);
    memory = mapping.segment();
  }

  @AfterEach
  void unmap() {
    mapping.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "8000000000000000, true", // present, its frame hidden
    "8180000000000ab1, true", // present, with frame, exclusive and soft-dirty
    "4000000000000022, true", // swapped: type and offset
    "0080000000000000, false", // soft-dirty, gone
    "2000000000000000, false", // of a file, not there
    "00000000ffffffff, false"
  })
  void aPageIsDataIfItIsInMemoryOrInSwap(String entry, boolean data) {
    assertThat(PagemapEntries.isData(Long.parseUnsignedLong(entry, 16))).isEqualTo(data);
  }

  /** A file laid out like the page map, with entries for the mapping's first pages. */
  private PagemapEntries synthetic(Path folder, long... entries) throws IOException {
    Path path = folder.resolve("pagemap");
    ByteBuffer bytes = ByteBuffer.allocate(entries.length * 8).order(ByteOrder.nativeOrder());
    for (long entry : entries) {
      bytes.putLong(entry);
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(memory.address() / PAGE * 8);
      file.write(bytes.array());
    }
    return PagemapEntries.open(path);
  }

  private List<String> ranges(PagemapEntries entries, MemorySegment within) throws IOException {
    List<String> ranges = new ArrayList<>();
    entries.dataRanges(
        within,
        (address, bytes) -> ranges.add((address - memory.address()) / PAGE + "+" + bytes / PAGE));
    return ranges;
  }

  @Test
  void joinsPresentAndSwappedPages(@TempDir Path folder) throws IOException {
    try (PagemapEntries entries =
        synthetic(
            folder,
            PRESENT,
            0,
            PRESENT | EXCLUSIVE,
            SWAPPED | 0x22,
            SOFT_DIRTY,
            0,
            SWAPPED,
            PRESENT | SOFT_DIRTY)) {
      assertThat(ranges(entries, memory.asSlice(0, 8 * PAGE))).containsExactly("0+1", "2+2", "6+2");
      assertThat(ranges(entries, memory.asSlice(3 * PAGE, 3 * PAGE))).containsExactly("3+1");
      assertThat(ranges(entries, memory.asSlice(4 * PAGE, 2 * PAGE))).isEmpty();
    }
  }

  @Test
  void aPageMapThatEndsEarlyIsAnError(@TempDir Path folder) throws IOException {
    try (PagemapEntries entries = synthetic(folder, PRESENT, PRESENT)) {
      assertThatIOException().isThrownBy(() -> ranges(entries, memory.asSlice(0, 3 * PAGE)));
    }
  }

  /** 8192 entries fill the buffer: runs that end at, begin at and span its border. */
  @ParameterizedTest
  @ValueSource(longs = {8190, 8191, 8192, 8193})
  void tellsWhatThisProcessWrote(long page) throws IOException {
    memory.set(JAVA_BYTE, 0, (byte) 1);
    memory.set(JAVA_BYTE, page * PAGE, (byte) 0);
    memory.set(JAVA_BYTE, (page + 1) * PAGE, (byte) 1);
    memory.set(JAVA_BYTE, 19_999L * PAGE, (byte) 1);
    try (PagemapEntries entries = PagemapEntries.open()) {
      assertThat(ranges(entries, memory)).containsExactly("0+1", page + "+2", "19999+1");
    }
  }
}

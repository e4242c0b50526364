package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagemapTest {
  private static final int PAGE = 4096;
  private static final int PAGES = 8192;

  private final Mapping mapping;
  private final MemorySegment memory;
  private final Pagemap pagemap;

  PagemapTest() throws IOException {
    mapping = Mapping.anonymous((long) PAGES * PAGE);
    mapping.advise(Advice.NOHUGEPAGE);
    memory = mapping.segment();
    pagemap = Pagemap.open();
  }

  @BeforeEach
  void needsLinux67() throws IOException {
    try {
      pagemap.dataRanges(memory, (address, bytes) -> {});
    } catch (SystemCallException e) {
      abort("no PAGEMAP_SCAN here: " + e.getMessage());
    }
  }

  @AfterEach
  void close() {
    pagemap.close();
    mapping.close();
  }

  private void write(long page) {
    memory.set(JAVA_BYTE, page * PAGE, (byte) 1);
  }

  private List<String> ranges(MemorySegment within) throws IOException {
    List<String> ranges = new ArrayList<>();
    pagemap.dataRanges(
        within,
        (address, bytes) -> ranges.add((address - memory.address()) / PAGE + "+" + bytes / PAGE));
    return ranges;
  }

  @Test
  void findsNothingWhereNothingWasTouched() throws IOException {
    assertThat(ranges(memory)).isEmpty();
  }

  @Test
  void findsWhatWasWrittenInOrder() throws IOException {
    write(0);
    write(7);
    write(8);
    write(PAGES - 1);
    assertThat(ranges(memory)).containsExactly("0+1", "7+2", (PAGES - 1) + "+1");
  }

  @Test
  void looksOnlyWhereItIsTold() throws IOException {
    write(4);
    write(5);
    write(6);
    assertThat(ranges(memory.asSlice(5 * PAGE, 10 * PAGE))).containsExactly("5+2");
    assertThat(ranges(memory.asSlice(7 * PAGE, 10 * PAGE))).isEmpty();
  }

  @Test
  void leavesOutTheZeroPage() throws IOException {
    assertThat(memory.get(JAVA_BYTE, 3 * PAGE)).isZero();
    Mapping.advise(memory.address() + 100 * PAGE, 100 * PAGE, Advice.POPULATE_READ);
    write(4);
    if (SharedZeroPage.backsSmallPages()) {
      assertThat(ranges(memory)).containsExactly("4+1");
    } else {
      // What was read is memory, as if it were written.
      assertThat(ranges(memory)).containsExactly("3+2", "100+100");
    }
  }

  @Test
  void findsWrittenZeroes() throws IOException {
    memory.set(JAVA_BYTE, 9 * PAGE, (byte) 0);
    assertThat(ranges(memory)).containsExactly("9+1");
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 513, 1024, 1300, 3000, 4096})
  void findsMoreRangesThanOneCallReturns(int count) throws IOException {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      write(2L * i);
      written.add(2 * i + "+1");
    }
    assertThat(ranges(memory)).containsExactlyElementsOf(written);
  }

  @Test
  void passesOnWhatTheConsumerThrows() {
    write(1);
    assertThatIOException()
        .isThrownBy(() ->
            pagemap.dataRanges(
                memory,
                (address, bytes) -> {
                  throw new IOException("enough");
                }))
        .withMessage("enough");
  }
}

package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.io.SystemCallException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockRunsTest {
  private static final long PAGES = RamPieces.PIECE_PAGES + 100;

  private final GuestRam ram =
      GuestRam.map(List.of(new BlockLayout("ram", PAGES * 4096)), GuestRam.HugePages.NEVER);
  private final RamBlock block = ram.blocks().getFirst();

  BlockRunsTest() throws SystemCallException {}

  @AfterEach
  void unmap() {
    ram.close();
  }

  /** Writes down what it is given: first page and pages, data with a sign. */
  private static final class Log implements BlockRuns.Sink {
    private final List<String> told = new ArrayList<>();

    @Override
    public void data(MemorySegment memory, long offset, long bytes) {
      told.add("data " + offset / 4096 + "+" + bytes / 4096);
    }

    @Override
    public void zeroes(long offset, long bytes) {
      told.add("zero " + offset / 4096 + "+" + bytes / 4096);
    }
  }

  private List<String> told() throws IOException {
    Log log = new Log();
    BlockRuns.read(block, log);
    return log.told;
  }

  private void write(long page, long at, int value) {
    block.memory().set(JAVA_BYTE, page * 4096 + at, (byte) value);
  }

  @Test
  void aBlockThatNobodyTouchedIsOneStretch() throws IOException {
    assertThat(told()).containsExactly("zero 0+" + PAGES);
  }

  @Test
  void tellsStretchesApartInOrder() throws IOException {
    write(0, 0, 1);
    write(5, 4095, 1);
    write(6, 2047, 1);
    write(7, 0, 0); // memory, and zero
    write(PAGES - 1, 1, 1);
    assertThat(told())
        .containsExactly(
            "data 0+1",
            "zero 1+4",
            "data 5+2",
            "zero 7+" + (PAGES - 8),
            "data " + (PAGES - 1) + "+1");
  }

  /** A stretch over the border of two pieces comes in two. */
  @Test
  void noStretchIsLargerThanAPiece() throws IOException {
    long border = RamPieces.PIECE_PAGES;
    for (long page = border - 2; page < border + 3; page++) {
      write(page, 9, 1);
    }
    assertThat(told())
        .containsExactly(
            "zero 0+" + (border - 2),
            "data " + (border - 2) + "+2",
            "data " + border + "+3",
            "zero " + (border + 3) + "+97");
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(this::told);
    assertThat(Thread.interrupted()).isTrue();
  }
}

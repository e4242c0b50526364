package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Protection together with the scan that tells what was written. */
class UserfaultfdTest {
  private static final int PAGE = 4096;
  private static final int PAGES = 64;

  private final Mapping mapping;
  private final MemorySegment memory;
  private final Pagemap pagemap;
  private Userfaultfd protection;

  UserfaultfdTest() throws IOException {
    mapping = Mapping.anonymous((long) PAGES * PAGE);
    mapping.advise(Advice.NOHUGEPAGE);
    memory = mapping.segment();
    pagemap = Pagemap.open();
  }

  @BeforeEach
  void needsLinux67() {
    try {
      protection = Userfaultfd.open();
    } catch (SystemCallException e) {
      abort("no asynchronous write protection here: " + e.getMessage());
    }
  }

  @AfterEach
  void close() {
    if (protection != null) {
      protection.close();
    }
    pagemap.close();
    mapping.close();
  }

  private void write(long page) {
    memory.set(JAVA_BYTE, page * PAGE, (byte) 1);
  }

  private List<String> written(MemorySegment within) throws IOException {
    List<String> ranges = new ArrayList<>();
    pagemap.takeWrittenRanges(
        within,
        (address, bytes) -> ranges.add((address - memory.address()) / PAGE + "+" + bytes / PAGE));
    return ranges;
  }

  @Test
  void everythingIsUnprotectedAtFirst() throws IOException {
    write(0);
    write(8);
    write(9);
    protection.register(memory);
    assertThat(written(memory)).containsExactly("0+1", "8+2");
    assertThat(written(memory)).isEmpty();
  }

  @Test
  void protectsOnlyWhatItIsTold() throws IOException {
    memory.fill((byte) 1);
    protection.register(memory);
    assertThat(written(memory.asSlice(10 * PAGE, 4 * PAGE))).containsExactly("10+4");
    assertThat(written(memory)).containsExactly("0+10", "14+50");
  }

  @Test
  void whatIsNotRegisteredIsRefused() throws IOException {
    memory.fill((byte) 1);
    SystemCallException refused =
        catchThrowableOfType(SystemCallException.class, () -> written(memory));
    assertThat(refused.errno()).isEqualTo(Errno.EPERM);
    protection.register(memory);
    protection.unregister(memory);
    assertThat(catchThrowableOfType(SystemCallException.class, () -> written(memory)).errno())
        .isEqualTo(Errno.EPERM);
  }

  /** Or a later tracker would miss writes. */
  @Test
  void unregisteredMemoryKeepsNoProtection() throws IOException {
    memory.fill((byte) 1);
    protection.register(memory);
    assertThat(written(memory)).containsExactly("0+64");
    protection.unregister(memory);
    protection.register(memory);
    assertThat(written(memory)).containsExactly("0+64");
  }

  /** The scan for data sees what is protected as well. */
  @Test
  void dataIsDataWhetherProtectedOrNot() throws IOException {
    write(3);
    protection.register(memory);
    assertThat(written(memory)).containsExactly("3+1");
    write(4);
    List<Long> bytes = new ArrayList<>();
    pagemap.dataRanges(memory, (address, length) -> bytes.add(length));
    assertThat(bytes).containsExactly(2L * PAGE);
    assertThat(written(memory)).containsExactly("4+1");
  }

  @Test
  void closingTwiceClosesNoOther() throws IOException {
    protection.close();
    try (Userfaultfd other = Userfaultfd.open()) { // of the same number
      protection.close();
      other.register(memory);
      assertThat(written(memory)).isEmpty();
    }
  }
}

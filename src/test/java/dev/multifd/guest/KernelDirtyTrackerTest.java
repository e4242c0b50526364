package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.multifd.fixture.Pages;
import dev.multifd.fixture.Trackers;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.io.Advice;
import dev.multifd.io.Mapping;
import dev.multifd.io.Residency;
import dev.multifd.io.SparseFile;
import dev.multifd.io.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kernel does with pages that are absent, zero or huge. */
class KernelDirtyTrackerTest {
  private static final long HUGE_PAGES = Mapping.HUGE_PAGE_BYTES / RamBlock.PAGE_BYTES;

  private DirtyTracker tracker;

  @BeforeEach
  void create() {
    tracker = Trackers.createOrSkip(DirtyTrackerKind.KERNEL);
  }

  private static GuestRam ram(long pages, HugePages hugePages) throws IOException {
    return GuestRam.map(List.of(new BlockLayout("ram", pages * RamBlock.PAGE_BYTES)), hugePages);
  }

  private static void write(RamBlock block, long page) {
    Pages.of(block, page).set(JAVA_BYTE, page % RamBlock.PAGE_BYTES, (byte) 1);
  }

  private static long sum(RamBlock block) {
    long sum = 0;
    for (long page = 0; page < block.pages(); page++) {
      sum += Pages.of(block, page).get(JAVA_BYTE, page % RamBlock.PAGE_BYTES);
    }
    return sum;
  }

  /** Of what is absent, what maps the zero page, and what was written. */
  @ParameterizedTest
  @EnumSource
  void readingIsNotWriting(HugePages hugePages) throws IOException {
    assumeTrue(hugePages.readsAreFree(), "this kernel has, or knows, no zero page to map");
    try (GuestRam ram = ram(5 * HUGE_PAGES + 100, hugePages)) {
      RamBlock block = ram.blocks().getFirst();
      write(block, 3);
      Mapping.advise(
          block.memory().address() + 4 * Mapping.HUGE_PAGE_BYTES,
          Mapping.HUGE_PAGE_BYTES,
          Advice.POPULATE_READ);
      tracker.start(ram);
      for (int round = 0; round < 2; round++) {
        assertThat(sum(block)).isEqualTo(1);
        assertThat(tracker.sync()).isZero();
      }
      tracker.stop();
    }
  }

  /** One call of the kernel gives 1024 ranges, which it collects by 512. */
  @ParameterizedTest
  @ValueSource(ints = {511, 512, 513, 1023, 1024, 1025, 1300, 2048, 3000, 4096})
  void reportsMoreRangesThanOneCallReturns(int count) throws IOException {
    try (GuestRam ram = ram(2L * count, HugePages.NEVER)) {
      RamBlock block = ram.blocks().getFirst();
      LongStream.range(0, block.pages()).forEach(page -> write(block, page));
      tracker.start(ram);
      List<Long> odd = LongStream.range(0, count).mapToObj(i -> 2 * i + 1).toList();
      for (int round = 0; round < 2; round++) {
        odd.forEach(page -> write(block, page));
        assertThat(tracker.sync()).isEqualTo(count);
        assertThat(Trackers.takeDirty(block)).containsExactlyElementsOf(odd);
        assertThat(tracker.sync()).isZero();
      }
      tracker.stop();
    }
  }

  @Test
  void seesAWriteToWhatWasOnlyReadAndToWhatWasAbsent() throws IOException {
    try (GuestRam ram = ram(2000, HugePages.NEVER)) {
      RamBlock block = ram.blocks().getFirst();
      tracker.start(ram);
      Mapping.advise(block.memory().address(), 1000L * RamBlock.PAGE_BYTES, Advice.POPULATE_READ);
      tracker.sync();
      Trackers.takeDirty(block);
      write(block, 10);
      write(block, 1500);
      assertThat(tracker.sync()).isEqualTo(2);
      assertThat(Trackers.takeDirty(block)).containsExactly(10L, 1500L);
      write(block, 1500);
      tracker.sync();
      assertThat(Trackers.takeDirty(block)).containsExactly(1500L);
      tracker.stop();
    }
  }

  /** The first write to never-touched memory gives it a huge page, the next one splits that. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWriteToAHugePageIsOnePageButForTheFirst(boolean read) throws IOException {
    try (GuestRam ram = ram(3 * HUGE_PAGES + 100, HugePages.ADVISED)) {
      RamBlock block = ram.blocks().getFirst();
      tracker.start(ram);
      assertThat(tracker.granularityBytes()).isEqualTo(Mapping.HUGE_PAGE_BYTES);
      if (read) {
        assertThat(sum(block)).isZero();
        tracker.sync();
        Trackers.takeDirty(block);
      }
      write(block, HUGE_PAGES + 7);
      tracker.sync();
      List<Long> first = Trackers.takeDirty(block);
      if (Residency.of(block.memory()).hugeBytes() == Mapping.HUGE_PAGE_BYTES) {
        assertThat(first)
            .containsExactlyElementsOf(
                LongStream.range(HUGE_PAGES, 2 * HUGE_PAGES).boxed().toList());
      } else {
        assertThat(first).containsExactly(HUGE_PAGES + 7);
      }
      assertThat(tracker.sync()).isZero();
      for (long page : new long[] {HUGE_PAGES + 7, HUGE_PAGES, 2 * HUGE_PAGES - 1}) {
        write(block, page);
        assertThat(tracker.sync()).isEqualTo(1);
        assertThat(Trackers.takeDirty(block)).containsExactly(page);
      }
      tracker.stop();
    }
  }

  @Test
  void smallPagesAreDirtyOneByOne() throws IOException {
    try (GuestRam ram = ram(10, HugePages.NEVER)) {
      tracker.start(ram);
      assertThat(tracker.granularityBytes()).isEqualTo(RamBlock.PAGE_BYTES);
      tracker.stop();
    }
  }

  /** At the end of a block that a huge page would not fit. */
  @ParameterizedTest
  @EnumSource
  void reportsThePagesBehindTheLastHugePage(HugePages hugePages) throws IOException {
    try (GuestRam ram = ram(2 * HUGE_PAGES + 3, hugePages)) {
      RamBlock block = ram.blocks().getFirst();
      LongStream.range(0, block.pages()).forEach(page -> write(block, page));
      tracker.start(ram);
      for (long page = 2 * HUGE_PAGES - 1; page < block.pages(); page++) {
        write(block, page);
      }
      assertThat(tracker.sync()).isEqualTo(4);
      assertThat(Trackers.takeDirty(block).getFirst()).isEqualTo(2 * HUGE_PAGES - 1);
      tracker.stop();
    }
  }

  /** What is discarded has lost its protection, so that the next write must be seen. */
  @ParameterizedTest
  @EnumSource
  void seesAWriteAfterADiscard(HugePages hugePages) throws IOException {
    try (GuestRam ram = ram(2 * HUGE_PAGES, hugePages)) {
      RamBlock block = ram.blocks().getFirst();
      LongStream.range(0, block.pages()).forEach(page -> write(block, page));
      tracker.start(ram);
      ram.discard();
      assertThat(tracker.sync()).isZero();
      write(block, 5);
      write(block, HUGE_PAGES);
      tracker.sync();
      assertThat(Trackers.takeDirty(block)).contains(5L, HUGE_PAGES);
      assertThat(tracker.sync()).isZero();
      tracker.stop();
    }
  }

  /** As a device of QEMU's writes: with a system call into guest RAM. */
  @Test
  void seesWhatSystemCallsWrite(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("disk"), new byte[] {1, 2, 3});
    try (GuestRam ram = ram(100, HugePages.NEVER);
        SparseFile disk = SparseFile.open(file)) {
      RamBlock block = ram.blocks().getFirst();
      LongStream.range(0, block.pages()).forEach(page -> write(block, page));
      tracker.start(ram);
      disk.read(0, Pages.of(block, 42).asSlice(100, 3));
      assertThat(tracker.sync()).isEqualTo(1);
      assertThat(Trackers.takeDirty(block)).containsExactly(42L);
      assertThat(Pages.of(block, 42).get(JAVA_BYTE, 102)).isEqualTo((byte) 3);
      tracker.stop();
    }
  }

  /** For 16 GiB they would be 32 MiB. */
  @Test
  void takesNoPageTablesForWhatIsAbsent() throws IOException {
    try (GuestRam ram = ram(4L << 20, HugePages.ADVISED)) {
      long before = pageTableKilobytes();
      tracker.start(ram);
      tracker.sync();
      tracker.stop();
      assertThat(pageTableKilobytes() - before).isLessThan(1024);
    }
  }

  private static long pageTableKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmPTE:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Memory has one userfaultfd. A tracker that cannot have it leaves it to the other. */
  @Test
  void ramThatIsTrackedAlreadyIsRefused() throws IOException {
    try (GuestRam ram = ram(100, HugePages.NEVER)) {
      RamBlock block = ram.blocks().getFirst();
      LongStream.range(0, block.pages()).forEach(page -> write(block, page));
      tracker.start(ram);
      DirtyTracker second = DirtyTrackerKind.KERNEL.create();
      assertThatIOException()
          .isThrownBy(() -> second.start(ram))
          .isInstanceOf(SystemCallException.class)
          .withMessageContaining("ioctl(UFFDIO_REGISTER)");
      second.stop();
      write(block, 8);
      assertThat(tracker.sync()).isEqualTo(1);
      tracker.stop();
      second.start(ram);
      write(block, 9);
      assertThat(second.sync()).isEqualTo(1);
      second.stop();
    }
  }

  @Test
  void keepsNoDescriptorOpen() throws IOException {
    try (GuestRam ram = ram(10, HugePages.NEVER)) {
      tracker.start(ram);
      tracker.stop();
      long before = userfaultfds();
      tracker.start(ram);
      assertThat(userfaultfds()).isEqualTo(before + 1);
      tracker.start(ram);
      tracker.stop();
      assertThat(userfaultfds()).isEqualTo(before);
    }
  }

  private static long userfaultfds() throws IOException {
    try (var fds = Files.list(Path.of("/proc/self/fd"))) {
      return fds.filter(KernelDirtyTrackerTest::isUserfaultfd).count();
    }
  }

  private static boolean isUserfaultfd(Path fd) {
    try {
      return Files.readSymbolicLink(fd).toString().contains("[userfaultfd]");
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }
}

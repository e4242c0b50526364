package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.Pages;
import dev.multifd.fixture.Threads;
import dev.multifd.fixture.Trackers;
import dev.multifd.guest.GuestRam.HugePages;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every kind of tracker. */
@ParameterizedClass
@EnumSource(DirtyTrackerKind.class)
class DirtyTrackerTest {
  private static final int WRITERS = 3;
  private static final int EPISODES = 30;
  private static final List<BlockLayout> LAYOUT =
      Stream.of(1300L, 1L, 65L, 3L)
          .map(pages -> new BlockLayout("ram" + pages, pages * RamBlock.PAGE_BYTES))
          .toList();

  private final DirtyTracker tracker;
  private final GuestRam ram;

  DirtyTrackerTest(DirtyTrackerKind kind) throws IOException {
    tracker = Trackers.createOrSkip(kind);
    ram = GuestRam.map(LAYOUT, HugePages.NEVER);
  }

  @AfterEach
  void close() throws IOException {
    tracker.stop();
    ram.close();
  }

  private void write(RamBlock block, long page) {
    Pages.of(block, page).set(JAVA_LONG, 8 * (page % 512), page);
    tracker.mark(block, page);
  }

  private void writeAll() {
    for (RamBlock block : ram.blocks()) {
      LongStream.range(0, block.pages()).forEach(page -> write(block, page));
    }
  }

  @Test
  void whatWasWrittenBeforeIsNotReported() throws IOException {
    writeAll();
    tracker.start(ram);
    assertThat(tracker.sync()).isZero();
    assertThat(ram.blocks()).allSatisfy(block -> assertThat(block.dirty().count()).isZero());
  }

  @Test
  void trackingThatHasEndedNotesNothing() throws IOException {
    tracker.start(ram);
    tracker.stop();
    writeAll();
    assertThat(tracker.sync()).isZero();
    assertThat(ram.blocks()).allSatisfy(block -> assertThat(block.dirty().count()).isZero());
  }

  /** With pages that were there at the start, and with such as were not. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reportsTheFirstAndTheLastPageOfEveryBlock(boolean touched) throws IOException {
    if (touched) {
      writeAll();
    }
    tracker.start(ram);
    for (RamBlock block : ram.blocks()) {
      write(block, 0);
      write(block, block.pages() - 1);
    }
    assertThat(tracker.sync()).isEqualTo(7);
    for (RamBlock block : ram.blocks()) {
      assertThat(Trackers.takeDirty(block))
          .containsExactlyElementsOf(new TreeSet<>(List.of(0L, block.pages() - 1)));
    }
    assertThat(tracker.sync()).isZero();
  }

  @Test
  void reportsEveryWriteOnceUntilThePageIsWrittenAgain() throws IOException {
    Random random = new Random(1);
    tracker.start(ram);
    for (int round = 0; round < 30; round++) {
      List<TreeSet<Long>> written = new ArrayList<>();
      for (RamBlock block : ram.blocks()) {
        TreeSet<Long> pages = new TreeSet<>();
        for (int i = random.nextInt(400); i > 0; i--) {
          pages.add(random.nextLong(block.pages()));
        }
        pages.forEach(page -> write(block, page));
        written.add(pages);
      }
      assertThat(tracker.sync()).isEqualTo(written.stream().mapToLong(TreeSet::size).sum());
      for (int block = 0; block < written.size(); block++) {
        assertThat(Trackers.takeDirty(ram.blocks().get(block)))
            .containsExactlyElementsOf(written.get(block));
      }
      assertThat(tracker.sync()).isZero();
    }
  }

  /** Zeroes over zeroes: only the content is the same. */
  @Test
  void aWriteThatChangesNothingIsAWrite() throws IOException {
    RamBlock block = ram.blocks().getFirst();
    writeAll();
    tracker.start(ram);
    write(block, 0);
    Pages.of(block, 7).set(JAVA_LONG, 0, 0);
    tracker.mark(block, 7);
    tracker.sync();
    assertThat(Trackers.takeDirty(block)).containsExactly(0L, 7L);
  }

  @Test
  void countsOnlyPagesThatWereNotDirtyYet() throws IOException {
    RamBlock block = ram.blocks().getFirst();
    tracker.start(ram);
    block.dirty().set(5);
    write(block, 5);
    write(block, 6);
    assertThat(tracker.sync()).isEqualTo(1);
    assertThat(Trackers.takeDirty(block)).containsExactly(5L, 6L);
  }

  @Test
  void startsAgainAfterItStopped() throws IOException {
    RamBlock block = ram.blocks().getFirst();
    writeAll();
    for (int round = 0; round < 3; round++) {
      tracker.start(ram);
      write(block, 10 + round);
      assertThat(tracker.sync()).isEqualTo(1);
      assertThat(Trackers.takeDirty(block)).containsExactly(10L + round);
      write(block, 99);
      tracker.stop();
      tracker.stop();
    }
  }

  @Test
  void startingTwiceForgetsWhatWasWrittenBetween() throws IOException {
    RamBlock block = ram.blocks().getFirst();
    tracker.start(ram);
    write(block, 3);
    tracker.start(ram);
    write(block, 4);
    assertThat(tracker.sync()).isEqualTo(1);
    assertThat(Trackers.takeDirty(block)).containsExactly(4L);
  }

  @Test
  void reportsNothingBeforeTheStart() throws IOException {
    write(ram.blocks().getFirst(), 1);
    assertThat(tracker.sync()).isZero();
    tracker.stop();
  }

  /**
   * Threads that write every page once, and a sender that meanwhile copies what each sync reports.
   * Once they have ended and the last sync is copied, a page that differs was written and not
   * reported; no later write to it makes up for that.
   */
  @ParameterizedTest
  @EnumSource
  void losesNoWriteOfSeveralThreads(HugePages hugePages) throws IOException {
    try (GuestRam hammered = GuestRam.map(LAYOUT, hugePages);
        GuestRam shadow = GuestRam.map(LAYOUT, HugePages.NEVER)) {
      tracker.start(hammered);
      long found = 0;
      for (int episode = 0; episode < EPISODES; episode++) {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
          Hammer hammer = new Hammer(hammered, tracker, i, new Random(episode * WRITERS + i));
          writers.add(Thread.ofPlatform().daemon().name("fake/writer" + i).start(hammer));
        }
        try {
          while (writers.stream().anyMatch(Thread::isAlive)) {
            found += syncAndCopy(hammered, shadow) > 0 ? 1 : 0;
          }
        } finally {
          writers.forEach(Threads::join);
        }
        found += syncAndCopy(hammered, shadow) > 0 ? 1 : 0;
        for (int i = 0; i < LAYOUT.size(); i++) {
          MemorySegment written = hammered.blocks().get(i).memory();
          assertThat(written.mismatch(shadow.blocks().get(i).memory())).isEqualTo(-1);
        }
      }
      assertThat(found).as("syncs in the midst of writing").isGreaterThan(EPISODES);
      tracker.stop();
    }
  }

  private long syncAndCopy(GuestRam from, GuestRam to) throws IOException {
    tracker.sync();
    return copyDirty(from, to);
  }

  private static long copyDirty(GuestRam from, GuestRam to) {
    long copied = 0;
    for (int i = 0; i < LAYOUT.size(); i++) {
      for (long page : Trackers.takeDirty(from.blocks().get(i))) {
        Pages.of(to.blocks().get(i), page).copyFrom(Pages.of(from.blocks().get(i), page));
        copied++;
      }
    }
    return copied;
  }

  /** Writes a word to every page of its share, in an order of its own. */
  private static final class Hammer implements Runnable {
    /** One page of one block. */
    private record Target(RamBlock block, long page) {}

    private final DirtyTracker tracker;
    private final Random random;
    private final List<Target> targets = new ArrayList<>();

    Hammer(GuestRam ram, DirtyTracker tracker, int share, Random random) {
      this.tracker = tracker;
      this.random = random;
      for (RamBlock block : ram.blocks()) {
        for (long page = share; page < block.pages(); page += WRITERS) {
          targets.add(new Target(block, page));
        }
      }
      Collections.shuffle(targets, random);
    }

    @Override
    public void run() {
      for (Target at : targets) {
        Pages.of(at.block, at.page).set(JAVA_LONG, 8 * random.nextLong(512), random.nextLong());
        tracker.mark(at.block, at.page);
      }
    }
  }
}

package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.multifd.counters.Counter;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One thread that dirties memory as {@code stress}'s hog does: in order, a word a page, over and
 * over, and before it overwrites a word it looks whether that is still what it wrote.
 */
final class HogWriter {
  /** Pages between two looks at the clock and the gate: a few microseconds. */
  private static final int STRETCH_PAGES = 64;

  private static final VarHandle WORD = JAVA_LONG.varHandle();

  private final RamBlock block;
  private final MemorySegment memory;
  private final Hog hog;
  private final DirtyTracker tracker;
  private final WriterGate gate;
  private final Throttle throttle = new Throttle();
  private final Schedule schedule;
  private boolean outside;
  private final CountDownLatch everywhere = new CountDownLatch(1);
  private final Counter differences = new Counter();
  private volatile int throttlePercent;
  private volatile @Nullable String firstDifference;
  private volatile @Nullable Throwable failure;

  /**
   * @param pagesPerSecond this writer's; 0 for as fast as it can
   */
  HogWriter(RamBlock block, Hog hog, DirtyTracker tracker, double pagesPerSecond, WriterGate gate) {
    this.block = block;
    this.memory = block.memory();
    this.hog = hog;
    this.tracker = tracker;
    this.gate = gate;
    this.schedule = new Schedule(pagesPerSecond);
  }

  /** Writes until the gate ends it. An exception ends it too, and is kept. */
  void run() {
    outside = gate.leave();
    try {
      writeUntilEnd();
      if (!gate.isEnded()) {
        throw new InterruptedException("interrupted");
      }
    } catch (Throwable t) {
      failure = t; // before it comes in, or whoever stops the guest would not know
    } finally {
      if (outside) {
        gate.enter();
      }
      everywhere.countDown(); // nobody shall wait in vain for one that has failed
    }
  }

  private void writeUntilEnd() {
    while (outside && hog.passes() == 0) {
      write(STRETCH_PAGES);
      obey();
    }
    everywhere.countDown();
    schedule.begin(gate.nowNs());
    while (outside) {
      step();
      obey();
    }
  }

  /** Returns when every page was written once, or none will be any more. */
  void awaitEverywhere() throws InterruptedException {
    everywhere.await();
  }

  private void obey() {
    if (outside && gate.isCalledIn()) {
      outside = gate.rest(0);
    }
  }

  private void step() {
    long nowNs = gate.nowNs();
    long throttledNs = throttle.restNs(nowNs, throttlePercent);
    if (throttledNs > 0) {
      outside = gate.rest(throttledNs);
      // Or a throttled writer would catch up in its next slice, and not be slower at all.
      schedule.postpone(gate.nowNs() - nowNs);
      return;
    }
    long due = schedule.duePages(nowNs, STRETCH_PAGES);
    if (due == 0) {
      outside = gate.rest(schedule.restNs(nowNs));
    } else {
      schedule.did(write(due));
    }
  }

  /**
   * Checks and writes the next pages, not beyond the end of the pass.
   *
   * @return how many
   */
  private long write(long pages) {
    long pass = hog.passes();
    long from = hog.nextPage();
    long end = Math.min(from + pages, hog.pages().end());
    if (pass > 0) {
      // All first: their cache misses overlap, which those of marked stores do not.
      check(from, end, pass - 1);
    }
    for (long page = from; page < end; page++) {
      // Opaque, so that no store may be left out, merged or moved over the mark.
      WORD.setOpaque(memory, page << RamBlock.PAGE_BITS, Hog.word(pass, page));
      tracker.mark(block, page);
    }
    hog.writes().add(end - from);
    return end - from;
  }

  private void check(long from, long end, long pass) {
    for (long page = from; page < end; page++) {
      long found = (long) WORD.getOpaque(memory, page << RamBlock.PAGE_BITS);
      if (found != Hog.word(pass, page)) {
        differs(pass, page, found);
      }
    }
  }

  private void differs(long pass, long page, long found) {
    if (differences.get() == 0) {
      firstDifference =
          String.format(
              Locale.ROOT,
              "%s page 0x%x in pass %d: wrote 0x%016x, found 0x%016x",
              block.idstr(),
              page,
              pass,
              Hog.word(pass, page),
              found);
    }
    differences.add(1);
  }

  /** Has it rest that share of its time. Any thread may say so. */
  void throttle(int percent) {
    throttlePercent = percent;
  }

  /** Pages that did not hold what it wrote there. Any thread may ask. */
  long differences() {
    return differences.get();
  }

  /** The first of them, or null. */
  @Nullable String firstDifference() {
    return firstDifference;
  }

  /** What ended it before it was told to, or null. */
  @Nullable Throwable failure() {
    return failure;
  }
}

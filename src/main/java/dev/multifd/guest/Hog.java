package dev.multifd.guest;

import dev.multifd.counters.Counter;
import dev.multifd.io.Mapping;
import java.util.ArrayList;
import java.util.List;

/**
 * One writer's pages, and how far it has come: it writes them in order, over and over, a word at
 * the beginning of each. So the number of writes tells what every one of them holds.
 *
 * @param block index of the block
 * @param pages which of its pages
 * @param writes pages written so far; one thread adds
 */
record Hog(int block, PageRun pages, Counter writes) {
  private static final long PAGES_PER_HUGE_PAGE = Mapping.HUGE_PAGE_BYTES / RamBlock.PAGE_BYTES;

  /** Holds a pass and a page apart in what is mixed; 2^32 pages are a block of 16 TiB. */
  private static final int PASS_SHIFT = 32;

  /**
   * The writers' pages, from a quarter of the largest block on, or earlier where they would not
   * fit. No two writers share a huge page if there is room for that, so that a tracker that sees
   * whole huge pages does not take one's for the other's.
   *
   * @throws IllegalArgumentException if they do not fit in the block
   */
  static List<Hog> place(List<BlockLayout> layout, StressParameters parameters) {
    int block = parameters.blockIn(layout);
    long blockPages = layout.get(block).pages();
    long pages = parameters.pagesPerWriter();
    long stride = Math.ceilDiv(pages, PAGES_PER_HUGE_PAGE) * PAGES_PER_HUGE_PAGE;
    long unit = PAGES_PER_HUGE_PAGE;
    if (stride > blockPages / parameters.writers()) {
      stride = pages;
      unit = 1;
    }
    long start = Math.min(blockPages / 4, blockPages - parameters.writers() * stride);
    start -= start % unit;
    List<Hog> hogs = new ArrayList<>();
    for (int writer = 0; writer < parameters.writers(); writer++) {
      hogs.add(new Hog(block, new PageRun(start + writer * stride, pages), new Counter()));
    }
    return List.copyOf(hogs);
  }

  /**
   * What the writer stores in {@code page} of its block at its pass {@code pass}, 0 being the
   * first. Never zero, and never twice the same: mixing only permutes, and keeps nothing but zero
   * in its place.
   */
  static long word(long pass, long page) {
    return SplitMix64.mix((pass << PASS_SHIFT) + page + 1);
  }

  /** Passes that it has begun and ended. */
  long passes() {
    return writes.get() / pages.pages();
  }

  /** The first page that it has not yet written in this pass. */
  long nextPage() {
    return pages.first() + writes.get() % pages.pages();
  }

  /** Whether {@code page}, one of its own, was ever written. */
  boolean hasWritten(long page) {
    return passes() > 0 || page < nextPage();
  }

  /** What {@code page}, one that it {@link #hasWritten}, holds while the writer is parked. */
  long wordIn(long page) {
    return word(page < nextPage() ? passes() : passes() - 1, page);
  }
}

package dev.multifd.migration.model;

import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.guest.PageRun;
import java.util.Arrays;
import java.util.List;

/**
 * The pages of the letter's guest, all blocks in one row: which are zero, which are dirty. Batches
 * end with their block in QEMU; that the last blocks' 194 pages share some here does not matter.
 */
final class PageMap {
  private final long pages;
  private final long[] nonZero;
  private final long[] dirty;
  private long dirtyPages;

  /** Nothing is dirty yet. */
  PageMap(GuestParameters guest, long seed) {
    IdleGuest idle =
        new IdleGuest(
            IdleGuestParameters.DEFAULT
                .withNonZeroPages(guest.nonZeroPages())
                .withPlacement(guest.placement())
                .withSeed(seed));
    List<BlockLayout> blocks = idle.layout();
    this.pages = blocks.stream().mapToLong(BlockLayout::pages).sum();
    int words = Math.toIntExact((pages + Long.SIZE - 1) / Long.SIZE);
    this.nonZero = new long[words];
    this.dirty = new long[words];
    long first = 0;
    for (int block = 0; block < blocks.size(); block++) {
      for (PageRun run : idle.runs(block)) {
        for (long page = first + run.first(); page < first + run.end(); page++) {
          setNonZero(page);
        }
      }
      first += blocks.get(block).pages();
    }
  }

  long pages() {
    return pages;
  }

  int words() {
    return dirty.length;
  }

  void setNonZero(long page) {
    nonZero[word(page)] |= 1L << page;
  }

  boolean isNonZero(long page) {
    return (nonZero[word(page)] & 1L << page) != 0;
  }

  void setAllDirty() {
    Arrays.fill(dirty, -1);
    dirty[dirty.length - 1] = -1L >>> -pages;
    dirtyPages = pages;
  }

  void setDirty(long page) {
    long bit = 1L << page;
    int word = word(page);
    if ((dirty[word] & bit) == 0) {
      dirty[word] |= bit;
      dirtyPages++;
    }
  }

  long dirtyPages() {
    return dirtyPages;
  }

  long nonZero(int word) {
    return nonZero[word];
  }

  boolean hasDirty(int word) {
    return dirty[word] != 0;
  }

  /** The dirty pages of a word, which are so no more. */
  long takeDirty(int word) {
    long taken = dirty[word];
    dirty[word] = 0;
    dirtyPages -= Long.bitCount(taken);
    return taken;
  }

  private static int word(long page) {
    return (int) (page / Long.SIZE);
  }
}

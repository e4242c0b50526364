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
    List<BlockLayout> blocks = layout(guest, 1, seed).layout();
    this.pages = blocks.stream().mapToLong(BlockLayout::pages).sum();
    int words = Math.toIntExact((pages + Long.SIZE - 1) / Long.SIZE);
    this.nonZero = new long[words];
    this.dirty = new long[words];
    for (PageRun run : layout(guest, guest.stretch(), seed).runs(0)) {
      setNonZero(run.first() * guest.stretch(), run.end() * guest.stretch());
    }
    setNonZero(blocks.getFirst().pages(), pages);
  }

  /** A guest whose main block and data are so many times as small; what is lost is a page or so. */
  private static IdleGuest layout(GuestParameters guest, int times, long seed) {
    IdleGuestParameters letters = IdleGuestParameters.DEFAULT;
    long mainPages = guest.nonZeroPages() - IdleGuest.FIRMWARE_PAGES;
    return new IdleGuest(
        letters
            .withRamBytes(letters.ramBytes() / times)
            .withNonZeroPages(mainPages / times + IdleGuest.FIRMWARE_PAGES)
            .withPlacement(guest.placement())
            .withSeed(seed));
  }

  private void setNonZero(long from, long end) {
    for (long page = from; page < end; page++) {
      setNonZero(page);
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

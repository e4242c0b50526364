package dev.multifd.destination;

import dev.multifd.guest.RamBlock;
import dev.multifd.io.SystemCallException;
import dev.multifd.lifecycle.MigrationException;

/**
 * A RAM block being loaded: where pages are checked against it, and what is done to memory before
 * and instead of reading them. Channels use it at the same time, for different pages.
 */
final class IncomingBlock {
  private final RamBlock block;
  private final ReceivedBitmap received;
  private final Population population;

  IncomingBlock(RamBlock block, PopulationPolicy policy) {
    this.block = block;
    this.received = new ReceivedBitmap(block.pages());
    this.population = policy.forBlock(block);
  }

  RamBlock block() {
    return block;
  }

  /** Whether a page at {@code offset} lies in the block and is aligned. */
  boolean holdsPage(long offset) {
    return (offset & (RamBlock.PAGE_BYTES - 1)) == 0
        && Long.compareUnsigned(offset, block.usedBytes() - RamBlock.PAGE_BYTES) <= 0;
  }

  /**
   * Refuses an offset that is no page of the block.
   *
   * @param what the kind of page, for the message
   */
  void check(String what, long offset) throws MigrationException {
    if (!holdsPage(offset)) {
      throw new MigrationException(
          what
              + " offset 0x"
              + Long.toHexString(offset)
              + " is no page of block "
              + block.idstr()
              + " (0x"
              + Long.toHexString(block.usedBytes())
              + " bytes, pages of 0x1000)");
    }
  }

  /** Takes a run of zero pages: the first time only noted, later cleared. */
  void zeroRun(long offset, int pages) {
    long page = offset >>> RamBlock.PAGE_BITS;
    long end = page + pages;
    while (page < end) {
      int bit = (int) (page & 63);
      int here = (int) Math.min(64 - bit, end - page);
      long before = received.mark((int) (page >>> 6), mask(bit, here));
      if (before != 0) {
        clear(page & ~63L, before);
      }
      page += here;
    }
  }

  private void clear(long wordPage, long bits) {
    long left = bits;
    while (left != 0) {
      long page = wordPage + Long.numberOfTrailingZeros(left);
      block.memory().asSlice(page << RamBlock.PAGE_BITS, RamBlock.PAGE_BYTES).fill((byte) 0);
      left &= left - 1;
    }
  }

  /** Makes ready for a run of normal pages, which are about to be read in. */
  void normalRun(long offset, int pages) throws SystemCallException {
    if (markNormal(offset, pages)) {
      population.prepare(offset, (long) pages << RamBlock.PAGE_BITS);
    }
  }

  /** Marks a run as received; true if none of it was before. */
  private boolean markNormal(long offset, int pages) {
    long page = offset >>> RamBlock.PAGE_BITS;
    long end = page + pages;
    long before = 0;
    while (page < end) {
      int bit = (int) (page & 63);
      int here = (int) Math.min(64 - bit, end - page);
      before |= received.mark((int) (page >>> 6), mask(bit, here));
      page += here;
    }
    return before == 0;
  }

  private static long mask(int bit, int count) {
    return count == 64 ? -1L : ((1L << count) - 1) << bit;
  }

  /** Pages that have arrived at least once. */
  long receivedPages() {
    return received.count();
  }
}

package dev.multifd.source;

import dev.multifd.guest.RamBlock;
import dev.multifd.scan.ZeroPageScanner;
import java.lang.foreign.MemorySegment;

/** Tells the zero pages of a claim. */
final class ZeroSieve {
  /** Words of the bitmap that one transparent huge page covers. */
  private static final int HUGE_WORDS = 8;

  /** Pages read of one huge page before the next one's turn: 32 KiB, which L1 holds. */
  private static final int COLUMN_PAGES = 8;

  private static final long COLUMN_MASK = (1L << COLUMN_PAGES) - 1;

  private final ZeroPageScanner scanner;

  ZeroSieve(ZeroPageScanner scanner) {
    this.scanner = scanner;
  }

  /** Whether one page is zero. */
  boolean isZero(RamBlock block, long offset) {
    return scanner.isZero(block.memory(), offset, RamBlock.PAGE_BYTES);
  }

  /**
   * Reads every dirty page of the claim and sets {@code claim.zero}.
   *
   * <p>The order is across the claim's huge pages: the first 32 KiB of each, then the second.
   * Memory that a guest never touched is one physical huge page of zeroes, mapped everywhere; in
   * this order its lines come from L1 and not from L2, twice as fast. Memory that is really there
   * is read in stretches long enough for the hardware to read ahead.
   */
  void sift(Claim claim) {
    int words = claim.words();
    for (int first = 0; first < Math.min(HUGE_WORDS, words); first++) {
      for (int column = 0; column < Long.SIZE; column += COLUMN_PAGES) {
        for (int word = first; word < words; word += HUGE_WORDS) {
          siftColumn(claim, word, column);
        }
      }
    }
  }

  private void siftColumn(Claim claim, int word, int column) {
    MemorySegment memory = claim.block().memory();
    long base = claim.offset(word);
    long left = claim.dirty[word] & (COLUMN_MASK << column);
    long zero = 0;
    while (left != 0) {
      int bit = Long.numberOfTrailingZeros(left);
      long offset = base + ((long) bit << RamBlock.PAGE_BITS);
      if (scanner.isZero(memory, offset, RamBlock.PAGE_BYTES)) {
        zero |= 1L << bit;
      }
      left &= left - 1;
    }
    claim.zero[word] |= zero;
  }
}

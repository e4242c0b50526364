package dev.multifd.source;

import dev.multifd.guest.RamBlock;
import dev.multifd.scan.ZeroPageScanner;
import java.lang.foreign.MemorySegment;

/** Tells the zero pages of a claim. */
final class ZeroSieve {
  /** Words of the bitmap that one transparent huge page covers. */
  private static final int HUGE_WORDS = 8;

  private final ZeroPageScanner scanner;

  ZeroSieve(ZeroPageScanner scanner) {
    this.scanner = scanner;
  }

  /** Whether one page is zero. */
  boolean isZero(RamBlock block, long offset) {
    return isZero(block.memory(), offset);
  }

  /**
   * Reads every dirty page of the claim and sets {@code claim.zero}.
   *
   * <p>The order is across the claim's huge pages: page 0 of each, then page 1 of each. Memory that
   * a guest never touched is one physical huge page of zeroes, mapped everywhere; in this order its
   * lines come from L1 and not from L2, three times as fast. For memory that is really there the
   * order makes no difference.
   */
  void sift(Claim claim) {
    MemorySegment memory = claim.block().memory();
    int words = claim.words();
    for (int first = 0; first < Math.min(HUGE_WORDS, words); first++) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        long mask = 1L << bit;
        for (int word = first; word < words; word += HUGE_WORDS) {
          if ((claim.dirty[word] & mask) != 0
              && isZero(memory, claim.offset(word) + ((long) bit << RamBlock.PAGE_BITS))) {
            claim.zero[word] |= mask;
          }
        }
      }
    }
  }

  private boolean isZero(MemorySegment memory, long offset) {
    return scanner.isZero(memory, offset, RamBlock.PAGE_BYTES);
  }
}

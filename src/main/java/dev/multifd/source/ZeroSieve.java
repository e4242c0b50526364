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
    return scanner.isZero(block.memory(), offset, RamBlock.PAGE_BYTES);
  }

  /**
   * Reads every dirty page of the claim and sets {@code claim.zero}.
   *
   * <p>The order is across the huge pages of the claim: page 0 of each, then page 1 of each. Memory
   * that a guest never touched is one physical huge page of zeroes, mapped everywhere; in this
   * order its lines are read from L1 and not from L2. For memory that is really there the order
   * makes no difference.
   */
  void sift(Claim claim) {
    MemorySegment memory = claim.block().memory();
    int words = claim.words();
    for (int column = 0; column < Math.min(HUGE_WORDS, words); column++) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        long mask = 1L << bit;
        for (int word = column; word < words; word += HUGE_WORDS) {
          if ((claim.dirty[word] & mask) != 0) {
            long offset = claim.offset(word) + ((long) bit << RamBlock.PAGE_BITS);
            if (scanner.isZero(memory, offset, RamBlock.PAGE_BYTES)) {
              claim.zero[word] |= mask;
            }
          }
        }
      }
    }
  }
}

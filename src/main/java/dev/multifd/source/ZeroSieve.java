package dev.multifd.source;

import dev.multifd.guest.RamBlock;
import dev.multifd.scan.ZeroPageScanner;
import java.lang.foreign.MemorySegment;

/**
 * Tells the zero pages of a claim, in an order that suits the memory behind it.
 *
 * <p>Memory that a guest never touched is one physical huge page of zeroes, mapped over and over.
 * Read across huge pages, page 0 of each and then page 1 of each, its lines come from L1 and not
 * from L2, three times as fast. Memory that is really there is read fastest straight on. Which is
 * which shows by a page that is not zero: so a few pages of each huge page are looked at first.
 */
final class ZeroSieve {
  /** Words of the bitmap, of 64 pages each, that one transparent huge page covers. */
  private static final int HUGE_WORDS = 8;

  private static final int HUGE_PAGES = HUGE_WORDS * Long.SIZE;

  /** One page in so many is looked at first. */
  private static final int PROBE_STRIDE = 32;

  private final ZeroPageScanner scanner;

  ZeroSieve(ZeroPageScanner scanner) {
    this.scanner = scanner;
  }

  /** Whether one page is zero. */
  boolean isZero(RamBlock block, long offset) {
    return scanner.isZero(block.memory(), offset, RamBlock.PAGE_BYTES);
  }

  /** Reads every dirty page of the claim and sets {@code claim.zero}. */
  void sift(Claim claim) {
    MemorySegment memory = claim.block().memory();
    long used = 0;
    for (int page = 0; page < HUGE_PAGES; page += PROBE_STRIDE) {
      used |= siftAcross(claim, memory, page, used);
    }
    for (long left = used; left != 0; left &= left - 1) {
      siftStraight(claim, memory, Long.numberOfTrailingZeros(left));
    }
    for (int page = 0; page < HUGE_PAGES; page++) {
      if (page % PROBE_STRIDE != 0) {
        siftAcross(claim, memory, page, used);
      }
    }
  }

  /**
   * Reads one page of every huge page but those in {@code skip}.
   *
   * @return the huge pages, a bit each, whose page was not zero
   */
  private long siftAcross(Claim claim, MemorySegment memory, int page, long skip) {
    int bit = page & (Long.SIZE - 1);
    long found = 0;
    int huge = 0;
    for (int word = page / Long.SIZE; word < claim.words(); word += HUGE_WORDS) {
      if ((skip >>> huge & 1) == 0 && !siftPage(claim, memory, word, bit)) {
        found |= 1L << huge;
      }
      huge++;
    }
    return found;
  }

  /** Reads one huge page from its first page to its last. */
  private void siftStraight(Claim claim, MemorySegment memory, int huge) {
    int end = Math.min((huge + 1) * HUGE_WORDS, claim.words());
    for (int word = huge * HUGE_WORDS; word < end; word++) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        siftPage(claim, memory, word, bit);
      }
    }
  }

  /** Reads a page if it is dirty; false if it was read and is not zero. */
  private boolean siftPage(Claim claim, MemorySegment memory, int word, int bit) {
    long mask = 1L << bit;
    if ((claim.dirty[word] & mask) == 0) {
      return true;
    }
    long offset = claim.offset(word) + ((long) bit << RamBlock.PAGE_BITS);
    boolean zero = scanner.isZero(memory, offset, RamBlock.PAGE_BYTES);
    if (zero) {
      claim.zero[word] |= mask;
    }
    return zero;
  }
}

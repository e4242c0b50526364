package dev.multifd.source;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.multifd.counters.Counter;
import dev.multifd.guest.RamBlock;
import dev.multifd.scan.ZeroPageScanner;
import java.lang.foreign.MemorySegment;

/**
 * Tells the zero pages of a claim, in an order that suits the memory behind it.
 *
 * <p>Memory that a guest never touched is one physical huge page of zeroes, mapped over and over.
 * Read across huge pages, page 0 of each and then page 1 of each, its lines come from L1 and not
 * from L2, three times as fast. Memory that is really there is read fastest straight on. Which is
 * which shows by a page that is not zero: so a few pages of each huge page are looked at first. Of
 * memory that is there, and data so far, the first words of 64 pages are looked at before any page
 * is scanned.
 *
 * <p>Pages that the presence map calls absent are zero without being read, 64 in one operation.
 */
final class ZeroSieve {
  /** Words of the bitmap, of 64 pages each, that one transparent huge page covers. */
  private static final int HUGE_WORDS = 8;

  private static final int HUGE_PAGES = HUGE_WORDS * Long.SIZE;

  /** One page in so many is looked at first. */
  private static final int PROBE_STRIDE = 32;

  private final ZeroPageScanner scanner;
  private final FirstRoundMap firstRound;
  private final Counter pagesNotRead;

  /** Reads every page that it is asked about. */
  ZeroSieve(ZeroPageScanner scanner) {
    this(scanner, new FirstRoundMap(), new Counter());
  }

  /**
   * Reads the pages that the map does not call absent.
   *
   * @param pagesNotRead counts the others; one thread adds to it, so each has a sieve of its own
   */
  ZeroSieve(ZeroPageScanner scanner, FirstRoundMap firstRound, Counter pagesNotRead) {
    this.scanner = scanner;
    this.firstRound = firstRound;
    this.pagesNotRead = pagesNotRead;
  }

  /** Whether one page is zero. */
  boolean isZero(RamBlock block, long offset) {
    if (firstRound.isAbsent(block, offset)) {
      pagesNotRead.add(1);
      return true;
    }
    return scanner.isZero(block.memory(), offset, RamBlock.PAGE_BYTES);
  }

  /** Tells the zero pages among all dirty pages of the claim and sets {@code claim.zero}. */
  void sift(Claim claim) {
    pagesNotRead.add(firstRound.settle(claim));
    MemorySegment memory = claim.block().memory();
    long left = hugePagesToRead(claim);
    long used = 0;
    for (int page = 0; page < HUGE_PAGES && left != 0; page += PROBE_STRIDE) {
      long found = siftAcross(claim, memory, page, left);
      used |= found;
      left &= ~found;
    }
    for (; used != 0; used &= used - 1) {
      siftStraight(claim, memory, Long.numberOfTrailingZeros(used));
    }
    for (int page = 0; page < HUGE_PAGES && left != 0; page++) {
      if (page % PROBE_STRIDE != 0) {
        siftAcross(claim, memory, page, left);
      }
    }
  }

  /** The huge pages of the claim, a bit each, that have a page to read. */
  private static long hugePagesToRead(Claim claim) {
    long huges = 0;
    for (int word = 0; word < claim.words(); word++) {
      if (claim.toRead[word] != 0) {
        huges |= 1L << (word / HUGE_WORDS);
      }
    }
    return huges;
  }

  /**
   * Reads one page of every huge page in {@code huges}.
   *
   * @return the huge pages, a bit each, whose page was not zero
   */
  private long siftAcross(Claim claim, MemorySegment memory, int page, long huges) {
    int bit = page & (Long.SIZE - 1);
    long found = 0;
    for (long left = huges; left != 0; left &= left - 1) {
      int huge = Long.numberOfTrailingZeros(left);
      int word = huge * HUGE_WORDS + page / Long.SIZE;
      if (word < claim.words() && !siftPage(claim, memory, word, bit)) {
        found |= 1L << huge;
      }
    }
    return found;
  }

  /** Reads one huge page from its first page to its last. */
  private void siftStraight(Claim claim, MemorySegment memory, int huge) {
    int end = Math.min((huge + 1) * HUGE_WORDS, claim.words());
    boolean afterData = false;
    for (int word = huge * HUGE_WORDS; word < end; word++) {
      long toRead = claim.toRead[word];
      long left = toRead;
      if (afterData) {
        left &= ~beginWithData(memory, claim.offset(word), toRead);
      }
      for (; left != 0; left &= left - 1) {
        siftPage(claim, memory, word, Long.numberOfTrailingZeros(left));
      }
      afterData = toRead != 0 && (claim.zero[word] & toRead) == 0;
    }
  }

  /**
   * Which of 64 pages have a first word that is not zero: nearly all that hold anything. A scan of
   * such a page ends at once, having waited for its first line; here those are waited for together.
   * Among zero pages, whose scans read on, that is no gain.
   */
  private static long beginWithData(MemorySegment memory, long offset, long pages) {
    long found = 0;
    for (long left = pages; left != 0; left &= left - 1) {
      int page = Long.numberOfTrailingZeros(left);
      if (memory.get(JAVA_LONG, offset + ((long) page << RamBlock.PAGE_BITS)) != 0) {
        found |= 1L << page;
      }
    }
    return found;
  }

  /** Reads a page if it must be read; false if it was and is not zero. */
  private boolean siftPage(Claim claim, MemorySegment memory, int word, int bit) {
    long mask = 1L << bit;
    if ((claim.toRead[word] & mask) == 0) {
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

package dev.multifd.source;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives out the dirty bitmaps of all blocks range by range, each once a pass. Claiming is one
 * atomic addition, by any thread; who is quick claims more.
 */
final class ClaimCursor {
  private final List<RamBlock> blocks;
  private final long[] firstClaim;
  private final long claims;
  private final int wordsPerClaim;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  /** Gives out as much at a time as a claim holds. */
  ClaimCursor(GuestRam ram) {
    this(ram, Claim.MAX_WORDS);
  }

  /**
   * @param wordsPerClaim words of 64 pages that are claimed at a time, at most {@link
   *     Claim#MAX_WORDS}
   */
  ClaimCursor(GuestRam ram, int wordsPerClaim) {
    this.wordsPerClaim = wordsPerClaim;
    blocks = ram.blocks();
    firstClaim = new long[blocks.size()];
    long sum = 0;
    for (int i = 0; i < firstClaim.length; i++) {
      firstClaim[i] = sum;
      int words = blocks.get(i).dirty().wordCount();
      sum += (words + wordsPerClaim - 1) / wordsPerClaim;
    }
    claims = sum;
  }

  /**
   * Goes back to the first range if the last was given out. Nobody may be claiming.
   *
   * @return whether it was
   */
  boolean rewindAtEnd() {
    if (next.get() < claims) {
      return false;
    }
    next.set(0);
    return true;
  }

  /** Dirty pages given out so far. */
  long takenPages() {
    return taken.get();
  }

  /** Takes the next range that has a dirty page; false when there is none up to the end. */
  boolean claim(Claim claim) {
    while (true) {
      long number = next.getAndIncrement();
      if (number >= claims) {
        return false;
      }
      int index = blocks.size() - 1;
      while (firstClaim[index] > number) {
        index--;
      }
      RamBlock block = blocks.get(index);
      int firstWord = (int) (number - firstClaim[index]) * wordsPerClaim;
      int words = Math.min(wordsPerClaim, block.dirty().wordCount() - firstWord);
      claim.take(block, firstWord, words);
      if (claim.pages() > 0) {
        taken.getAndAdd(claim.pages());
        return true;
      }
    }
  }
}

package dev.multifd.source;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives out the dirty bitmaps of all blocks range by range, each once a round. Claiming is one
 * atomic addition, by any thread; who is quick claims more.
 */
final class ClaimCursor {
  private final List<RamBlock> blocks;
  private final long[] firstClaim;
  private final long claims;
  private final AtomicLong next = new AtomicLong();

  ClaimCursor(GuestRam ram) {
    blocks = ram.blocks();
    firstClaim = new long[blocks.size()];
    long sum = 0;
    for (int i = 0; i < firstClaim.length; i++) {
      firstClaim[i] = sum;
      int words = blocks.get(i).dirty().wordCount();
      sum += (words + Claim.MAX_WORDS - 1) / Claim.MAX_WORDS;
    }
    claims = sum;
  }

  /** Begins a round. Nobody may be claiming. */
  void rewind() {
    next.set(0);
  }

  /** Takes the next range that has a dirty page; false when the round has none left. */
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
      int firstWord = (int) (number - firstClaim[index]) * Claim.MAX_WORDS;
      int words = Math.min(Claim.MAX_WORDS, block.dirty().wordCount() - firstWord);
      claim.take(block, firstWord, words);
      if (claim.pages() > 0) {
        return true;
      }
    }
  }
}

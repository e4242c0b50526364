package dev.multifd.destination;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Which pages of a block have arrived (QEMU {@code RAMBlock.receivedmap}). A zero page that arrives
 * first needs no memory: the guest's RAM began as zeroes. Channels mark at the same time.
 */
final class ReceivedBitmap {
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words;

  ReceivedBitmap(long pages) {
    words = new long[Math.toIntExact((pages + 63) >>> 6)];
  }

  /** Sets the bits {@code mask} of a word; returns those of them that were set before. */
  long mark(int word, long mask) {
    return (long) WORDS.getAndBitwiseOr(words, word, mask) & mask;
  }

  /** Pages that have arrived. */
  long count() {
    long count = 0;
    for (int word = 0; word < words.length; word++) {
      count += Long.bitCount((long) WORDS.getVolatile(words, word));
    }
    return count;
  }
}

package dev.multifd.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * One bit a page, set where the page must be sent (QEMU {@code RAMBlock.bmap}). Bits may be set and
 * taken by any threads at once; a word is taken whole.
 */
public final class DirtyBitmap {
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words;
  private final long pages;

  DirtyBitmap(long pages) {
    this.pages = pages;
    this.words = new long[Math.toIntExact((pages + 63) >>> 6)];
  }

  /** Pages that the map covers. */
  public long pages() {
    return pages;
  }

  /** Words of 64 pages; bits past {@link #pages()} are never set. */
  public int wordCount() {
    return words.length;
  }

  /** Marks every page dirty. */
  public void setAll() {
    Arrays.fill(words, -1L);
    if ((pages & 63) != 0) {
      words[words.length - 1] = (1L << (pages & 63)) - 1;
    }
    VarHandle.fullFence();
  }

  /** Marks one page dirty. */
  public void set(long page) {
    WORDS.getAndBitwiseOr(words, (int) (page >>> 6), 1L << (page & 63));
  }

  /** Whether the page is dirty. */
  public boolean get(long page) {
    return ((long) WORDS.getVolatile(words, (int) (page >>> 6)) & (1L << (page & 63))) != 0;
  }

  /** Clears the bit of one page; true if it was set. */
  public boolean testAndClear(long page) {
    long bit = 1L << (page & 63);
    return ((long) WORDS.getAndBitwiseAnd(words, (int) (page >>> 6), ~bit) & bit) != 0;
  }

  /** Clears a word and returns what it held; bit i is page {@code 64 * word + i}. */
  public long takeWord(int word) {
    if ((long) WORDS.getOpaque(words, word) == 0) {
      return 0;
    }
    return (long) WORDS.getAndSet(words, word, 0L);
  }

  /** Sets the bits of {@code bits} in a word; returns how many were not set before. */
  public int mergeWord(int word, long bits) {
    long before = (long) WORDS.getAndBitwiseOr(words, word, bits);
    return Long.bitCount(bits & ~before);
  }

  /**
   * Marks the pages from {@code first} up to {@code end} dirty; returns how many were not before.
   */
  public long setRange(long first, long end) {
    long fresh = 0;
    long page = first;
    while (page < end) {
      long wordEnd = Math.min(end, (page | 63) + 1);
      // A shift takes the distance modulo 64.
      fresh += mergeWord((int) (page >>> 6), (-1L << page) & (-1L >>> -wordEnd));
      page = wordEnd;
    }
    return fresh;
  }

  /** The first dirty page at or after {@code from}, or {@link #pages()} if there is none. */
  public long nextDirty(long from) {
    if (from >= pages) {
      return pages;
    }
    int word = (int) (from >>> 6);
    long bits = (long) WORDS.getVolatile(words, word) & (-1L << (from & 63));
    while (bits == 0) {
      if (++word == words.length) {
        return pages;
      }
      bits = (long) WORDS.getVolatile(words, word);
    }
    return ((long) word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** Number of dirty pages. */
  public long count() {
    long count = 0;
    for (int word = 0; word < words.length; word++) {
      count += Long.bitCount((long) WORDS.getOpaque(words, word));
    }
    return count;
  }
}

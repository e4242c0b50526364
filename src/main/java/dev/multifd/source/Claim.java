package dev.multifd.source;

import dev.multifd.guest.DirtyBitmap;
import dev.multifd.guest.PresenceMap;
import dev.multifd.guest.RamBlock;
import org.jspecify.annotations.Nullable;

/**
 * A range of one block's dirty bitmap that its holder alone sends: the bits, taken from the bitmap,
 * which of them turned out to be zero pages, and which can only be told by reading. Reused from
 * claim to claim.
 */
final class Claim {
  /** Words of a full claim: 4096 pages, 16 MiB. */
  static final int MAX_WORDS = 64;

  final long[] dirty = new long[MAX_WORDS];
  final long[] zero = new long[MAX_WORDS];
  final long[] toRead = new long[MAX_WORDS];
  private @Nullable RamBlock block;
  private int firstWord;
  private int words;
  private long pages;

  /** Takes the bits of {@code words} words from {@code firstWord} on. */
  void take(RamBlock block, int firstWord, int words) {
    this.block = block;
    this.firstWord = firstWord;
    this.words = words;
    DirtyBitmap bitmap = block.dirty();
    long taken = 0;
    for (int i = 0; i < words; i++) {
      dirty[i] = bitmap.takeWord(firstWord + i);
      zero[i] = 0;
      toRead[i] = dirty[i];
      taken += Long.bitCount(dirty[i]);
    }
    pages = taken;
  }

  /**
   * Takes the dirty pages that {@code map} calls absent for zero, unread.
   *
   * @return how many they are
   */
  long settleAbsent(PresenceMap map) {
    RamBlock of = block();
    long settled = 0;
    for (int i = 0; i < words; i++) {
      long absent = dirty[i] & ~map.word(of, firstWord + i);
      zero[i] |= absent;
      toRead[i] &= ~absent;
      settled += Long.bitCount(absent);
    }
    return settled;
  }

  RamBlock block() {
    RamBlock of = block;
    if (of == null) {
      throw new IllegalStateException("nothing was claimed");
    }
    return of;
  }

  /** Words of the claim. */
  int words() {
    return words;
  }

  /** Dirty pages of the claim. */
  long pages() {
    return pages;
  }

  /** Byte offset in the block of the page of bit 0 of word {@code i}. */
  long offset(int i) {
    return ((long) firstWord + i) << (6 + RamBlock.PAGE_BITS);
  }
}

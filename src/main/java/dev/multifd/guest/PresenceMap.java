package dev.multifd.guest;

import java.io.IOException;
import java.util.List;

/**
 * Which pages of a guest might have held data when the map was taken: one bit a page, 64 a word. A
 * page whose bit is not set was zero then; it may have been written since.
 */
public final class PresenceMap {
  private final List<RamBlock> blocks;
  private final long[][] words;

  private PresenceMap(GuestRam ram) {
    blocks = ram.blocks();
    words = new long[blocks.size()][];
    for (int i = 0; i < words.length; i++) {
      words[i] = new long[blocks.get(i).dirty().wordCount()];
    }
  }

  /** Asks {@code source} for all blocks of {@code ram}. */
  public static PresenceMap take(GuestRam ram, PresenceSource source) throws IOException {
    PresenceMap map = new PresenceMap(ram);
    for (int i = 0; i < map.words.length; i++) {
      long[] of = map.words[i];
      long base = map.blocks.get(i).memory().address();
      source.dataRanges(
          map.blocks.get(i).memory(),
          (address, bytes) ->
              setBits(
                  of,
                  (address - base) >> RamBlock.PAGE_BITS,
                  (address + bytes - base) >> RamBlock.PAGE_BITS));
    }
    return map;
  }

  /** Sets the bits {@code first} to {@code end} - 1. */
  private static void setBits(long[] words, long first, long end) {
    long at = first;
    while (at < end) {
      long wordEnd = Math.min(end, (at | (Long.SIZE - 1)) + 1);
      words[(int) (at >>> 6)] |= (-1L >>> (Long.SIZE - (wordEnd - at))) << at;
      at = wordEnd;
    }
  }

  /**
   * The pages of a word that might have held data; bit i is page {@code 64 * word + i}. Bits past
   * the block's end are not set.
   */
  public long word(RamBlock block, int word) {
    for (int i = 0; i < words.length; i++) {
      if (blocks.get(i) == block) {
        return words[i][word];
      }
    }
    throw new IllegalArgumentException(block + " is not of the map's guest");
  }

  /** Whether the page might have held data. */
  public boolean mayHoldData(RamBlock block, long page) {
    return (word(block, (int) (page >>> 6)) >>> page & 1) != 0;
  }
}

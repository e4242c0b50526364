package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Content made from a seed. A page depends on seed, block and page number only, so any page can be
 * made again by itself, and no two pages are alike.
 */
final class GeneratedPages implements PageReader {
  /** How a non-zero page looks to a zero test; see {@link PageMix}. */
  enum Kind {
    DENSE,
    SAMPLED_ZERO,
    SINGLE_BYTE
  }

  private static final long FOUR_BITS_A_BYTE = 0x0f0f0f0f0f0f0f0fL;
  private static final long LETTERS = 0x6161616161616161L;

  private final long seed;
  private final PageMix mix;
  private final Texture texture;
  private final long[] words = new long[RamBlock.PAGE_BYTES / Long.BYTES];
  private final MemorySegment page = MemorySegment.ofArray(words);

  GeneratedPages(long seed, PageMix mix, Texture texture) {
    this.seed = seed;
    this.mix = mix;
    this.texture = texture;
  }

  @Override
  public void read(int block, long firstPage, MemorySegment pages) {
    long count = pages.byteSize() >> RamBlock.PAGE_BITS;
    for (long i = 0; i < count; i++) {
      generate(block, firstPage + i);
      MemorySegment.copy(page, 0, pages, i << RamBlock.PAGE_BITS, RamBlock.PAGE_BYTES);
    }
  }

  Kind kind(int block, long pageNumber) {
    return kind(choice(base(block, pageNumber)));
  }

  private void generate(int block, long pageNumber) {
    long base = base(block, pageNumber);
    long choice = choice(base);
    switch (kind(choice)) {
      case DENSE -> {
        fill(base);
        if (page.get(JAVA_BYTE, 0) == 0) {
          page.set(JAVA_BYTE, 0, nonZeroByte(choice));
        }
      }
      case SAMPLED_ZERO -> {
        fill(base);
        page.set(JAVA_BYTE, 0, (byte) 0);
        page.set(JAVA_BYTE, RamBlock.PAGE_BYTES / 2, (byte) 0);
        page.set(JAVA_BYTE, RamBlock.PAGE_BYTES - 1, (byte) 0);
      }
      case SINGLE_BYTE -> {
        Arrays.fill(words, 0);
        page.set(JAVA_BYTE, choice & (RamBlock.PAGE_BYTES - 1), nonZeroByte(choice));
      }
    }
  }

  private void fill(long base) {
    fillRandom(words, base);
    if (texture == Texture.TEXT) {
      for (int i = 0; i < words.length; i++) {
        words[i] = (words[i] & FOUR_BITS_A_BYTE) + LETTERS;
      }
    }
  }

  private long base(int block, long pageNumber) {
    long blockSeed = SplitMix64.mix(SplitMix64.mix(seed) + block);
    return SplitMix64.mix(blockSeed + pageNumber * SplitMix64.GAMMA);
  }

  /** Bits for what is decided once a page: 0 to 11 place, 12 to 31 value, 32 to 63 kind. */
  private static long choice(long base) {
    return SplitMix64.mix(~base);
  }

  private Kind kind(long choice) {
    int percent = (int) (((choice >>> 32) * 100) >>> 32);
    if (percent < mix.dense()) {
      return Kind.DENSE;
    }
    return percent < mix.dense() + mix.sampledZero() ? Kind.SAMPLED_ZERO : Kind.SINGLE_BYTE;
  }

  private static byte nonZeroByte(long choice) {
    return (byte) (1 + ((choice >>> 12) & 0xfffff) % 255);
  }

  /** No word depends on the one before, so that the loop runs at the speed of multiplication. */
  private static void fillRandom(long[] words, long base) {
    for (int i = 0; i < words.length; i++) {
      long z = base + i * SplitMix64.GAMMA;
      z = (z ^ (z >>> 32)) * 0xd6e8feb86659fd93L;
      words[i] = z ^ (z >>> 32);
    }
  }
}

package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.guest.GeneratedPages.Kind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedPagesTest {
  private static final int PAGE = RamBlock.PAGE_BYTES;

  private static byte[] page(long seed, PageMix mix, int block, long page) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(PAGE);
      memory.fill((byte) 0x55);
      new GeneratedPages(seed, mix, Texture.RANDOM).read(block, page, memory);
      return memory.toArray(JAVA_BYTE);
    }
  }

  private static int nonZeroBytes(byte[] page) {
    int count = 0;
    for (byte b : page) {
      count += b == 0 ? 0 : 1;
    }
    return count;
  }

  /** Half as many bits as random bytes have, so about half the size. */
  @Test
  void textHasSixteenLetters() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(64 * PAGE);
      new GeneratedPages(42, new PageMix(100, 0, 0), Texture.TEXT).read(0, 0, memory);
      byte[] bytes = memory.toArray(JAVA_BYTE);
      for (byte letter : bytes) {
        assertThat(letter).isBetween((byte) 'a', (byte) 'p');
      }
      java.util.zip.Deflater deflater = new java.util.zip.Deflater(1);
      deflater.setInput(bytes);
      deflater.finish();
      int compressed = deflater.deflate(new byte[2 * bytes.length]);
      deflater.end();
      assertThat((double) compressed / bytes.length).isBetween(0.45, 0.65);
    }
  }

  @Test
  void densePagesShowTheirFirstByte() {
    for (int page = 0; page < 2_000; page++) {
      byte[] bytes = page(42, new PageMix(100, 0, 0), 0, page);
      assertThat(bytes[0]).isNotZero();
      assertThat(nonZeroBytes(bytes)).isGreaterThan(PAGE * 9 / 10);
    }
  }

  @Test
  void sampledZeroPagesHideWhereQemuLooksFirst() {
    for (int page = 0; page < 2_000; page++) {
      byte[] bytes = page(42, new PageMix(0, 100, 0), 0, page);
      assertThat(bytes[0]).isZero();
      assertThat(bytes[2048]).isZero();
      assertThat(bytes[4095]).isZero();
      assertThat(nonZeroBytes(bytes)).isGreaterThan(PAGE * 9 / 10);
    }
  }

  @Test
  void singleBytePagesHaveOneAnywhere() {
    long sumOfPlaces = 0;
    for (int page = 0; page < 2_000; page++) {
      byte[] bytes = page(42, new PageMix(0, 0, 100), 0, page);
      assertThat(nonZeroBytes(bytes)).isEqualTo(1);
      for (int at = 0; at < PAGE; at++) {
        sumOfPlaces += bytes[at] == 0 ? 0 : at;
      }
    }
    assertThat(sumOfPlaces / 2_000).isBetween(1_950L, 2_150L);
  }

  @ParameterizedTest
  @CsvSource({"90, 9, 1", "50, 25, 25", "0, 100, 0"})
  void mixesTheKindsAsAsked(int dense, int sampledZero, int singleByte) {
    GeneratedPages pages =
        new GeneratedPages(42, new PageMix(dense, sampledZero, singleByte), Texture.RANDOM);
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    for (int page = 0; page < 100_000; page++) {
      counts.merge(pages.kind(0, page), 1, Integer::sum);
    }
    assertThat(counts.getOrDefault(Kind.DENSE, 0)).isBetween(share(dense, -1), share(dense, 1));
    assertThat(counts.getOrDefault(Kind.SAMPLED_ZERO, 0))
        .isBetween(share(sampledZero, -1), share(sampledZero, 1));
    assertThat(counts.getOrDefault(Kind.SINGLE_BYTE, 0))
        .isBetween(share(singleByte, -1), share(singleByte, 1));
  }

  /** That percentage of 100 000, give or take half a percent of them. */
  private static int share(int percent, int sign) {
    return percent % 100 == 0 ? percent * 1_000 : percent * 1_000 + sign * 500;
  }

  @Test
  void aPageIsTheSameAloneAndAmongOthers() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment many = arena.allocate(64 * PAGE);
      new GeneratedPages(42, PageMix.TYPICAL, Texture.RANDOM).read(3, 1_000, many);
      for (int i = 63; i >= 0; i--) {
        assertThat(many.asSlice((long) i * PAGE, PAGE).toArray(JAVA_BYTE))
            .isEqualTo(page(42, PageMix.TYPICAL, 3, 1_000 + i));
      }
    }
  }

  @Test
  void seedBlockAndPageAllMatter() {
    byte[] page = page(42, PageMix.TYPICAL, 0, 7);
    assertThat(page(43, PageMix.TYPICAL, 0, 7)).isNotEqualTo(page);
    assertThat(page(42, PageMix.TYPICAL, 1, 7)).isNotEqualTo(page);
    assertThat(page(42, PageMix.TYPICAL, 0, 8)).isNotEqualTo(page);
    // Neither does the next seed shift the blocks by one.
    assertThat(page(43, PageMix.TYPICAL, 0, 7)).isNotEqualTo(page(42, PageMix.TYPICAL, 1, 7));
  }
}

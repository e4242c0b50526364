package dev.multifd.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifd.fixture.Pages;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.scan.ScannerKind;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroSieveTest {
  /** Claims of one word up to a full one, of a whole and of a broken number of huge pages. */
  @ParameterizedTest
  @ValueSource(longs = {1, 63, 64, 65, 500, 512, 513, 1000, 4095, 4096})
  void tellsWhatALoopOverThePagesTells(long pages) throws IOException {
    try (GuestRam ram = Ram.ofPages(pages)) {
      Ram.fillHalf(ram, pages);
      Ram.dirtyHalf(ram, pages + 1);
      RamBlock block = ram.blocks().getFirst();
      Claim claim = new Claim();
      claim.take(block, 0, block.dirty().wordCount());
      new ZeroSieve(ScannerKind.BEST.create()).sift(claim);
      for (int word = 0; word < claim.words(); word++) {
        long expected = 0;
        for (long left = claim.dirty[word]; left != 0; left &= left - 1) {
          long page = word * 64L + Long.numberOfTrailingZeros(left);
          expected |= Pages.isZero(block, page) ? Long.lowestOneBit(left) : 0;
        }
        assertThat(claim.zero[word]).as("word %d", word).isEqualTo(expected);
      }
    }
  }

  /** Those that are looked at first may be read again, and no more. */
  @Test
  void readsEachDirtyPageAndHardlyAnyTwice() throws IOException {
    try (GuestRam ram = Ram.ofPages(3000)) {
      long dirty = Ram.dirtyHalf(ram, 5);
      RamBlock block = ram.blocks().getFirst();
      Claim claim = new Claim();
      claim.take(block, 0, block.dirty().wordCount());
      Set<Long> read = new HashSet<>();
      AtomicLong reads = new AtomicLong();
      new ZeroSieve(
              (memory, offset, bytes) -> {
                assertThat(memory).isSameAs(block.memory());
                assertThat(bytes).isEqualTo(RamBlock.PAGE_BYTES);
                read.add(offset);
                reads.incrementAndGet();
                return false;
              })
          .sift(claim);
      long expected = 0;
      for (int word = 0; word < claim.words(); word++) {
        for (long left = claim.dirty[word]; left != 0; left &= left - 1) {
          long offset =
              claim.offset(word) + ((long) Long.numberOfTrailingZeros(left) << RamBlock.PAGE_BITS);
          assertThat(read.contains(offset)).as("offset %d", offset).isTrue();
          expected++;
        }
      }
      assertThat(read).hasSize((int) expected);
      assertThat(expected).isEqualTo(dirty);
      assertThat(reads.get()).isLessThan(dirty + dirty / 16);
      assertThat(claim.zero).containsOnly(0);
    }
  }

  @ParameterizedTest
  @EnumSource(ScannerKind.class)
  void looksAtOnePageWithAnyScanner(ScannerKind kind) throws IOException {
    assumeThat(kind.reasonAbsent()).isEmpty();
    try (GuestRam ram = Ram.ofPages(3)) {
      RamBlock block = ram.blocks().getFirst();
      ZeroSieve sieve = new ZeroSieve(kind.create());
      Pages.fillOneByte(block, 1, 2047);
      assertThat(sieve.isZero(block, 0x0000)).isTrue();
      assertThat(sieve.isZero(block, 0x1000)).isFalse();
      assertThat(sieve.isZero(block, 0x2000)).isTrue();
    }
  }
}

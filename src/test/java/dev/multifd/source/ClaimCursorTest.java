package dev.multifd.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.lifecycle.Crew;
import dev.multifd.lifecycle.MigrationException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimCursorTest {
  private static final int CLAIM_PAGES = Claim.MAX_WORDS * 64;

  /** Counts how often each page of a claim was claimed. */
  private static void count(Claim claim, Map<String, Integer> claimed) {
    long pages = 0;
    for (int word = 0; word < claim.words(); word++) {
      for (long left = claim.dirty[word]; left != 0; left &= left - 1) {
        long offset =
            claim.offset(word) + ((long) Long.numberOfTrailingZeros(left) << RamBlock.PAGE_BITS);
        claimed.merge(claim.block().idstr() + "@" + offset, 1, Integer::sum);
        pages++;
      }
    }
    assertThat(claim.pages()).isEqualTo(pages).isPositive();
    assertThat(claim.words()).isBetween(1, Claim.MAX_WORDS);
  }

  private static Map<String, Integer> dirtyPages(GuestRam ram) {
    Map<String, Integer> dirty = new TreeMap<>();
    for (RamBlock block : ram.blocks()) {
      for (long page = 0; page < block.pages(); page++) {
        if (block.dirty().get(page)) {
          dirty.put(block.idstr() + "@" + (page << RamBlock.PAGE_BITS), 1);
        }
      }
    }
    return dirty;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void manyThreadsClaimEachDirtyPageOnce(int threads)
      throws IOException, MigrationException, InterruptedException {
    try (GuestRam ram =
            Ram.ofPages(3 * CLAIM_PAGES + 65, 1, CLAIM_PAGES, 3, CLAIM_PAGES + 1, 64, 130);
        Crew crew = new Crew("probe")) {
      ClaimCursor cursor = new ClaimCursor(ram);
      for (int round = 0; round < 5; round++) {
        Ram.dirtyHalf(ram, round);
        Map<String, Integer> expected = dirtyPages(ram);
        Map<String, Integer> claimed = new ConcurrentHashMap<>();
        CountDownLatch begin = new CountDownLatch(threads);
        Thread[] claiming = new Thread[threads];
        for (int i = 0; i < threads; i++) {
          claiming[i] =
              crew.start(
                  "claimer-" + i,
                  () -> {
                    Claim claim = new Claim();
                    begin.countDown();
                    begin.await();
                    while (cursor.claim(claim)) {
                      count(claim, claimed);
                    }
                  });
        }
        for (Thread thread : claiming) {
          crew.join(thread);
        }
        assertThat(new TreeMap<>(claimed)).isEqualTo(expected);
        assertThat(ram.blocks()).allMatch(block -> block.dirty().count() == 0);
        assertThat(cursor.rewindAtEnd()).isTrue();
        assertThat(cursor.rewindAtEnd()).as("once more").isFalse();
      }
    }
  }

  @Test
  void rangesWithoutADirtyPageAreNotClaimed() throws IOException {
    try (GuestRam ram = Ram.ofPages(10 * CLAIM_PAGES, 5)) {
      RamBlock last = ram.blocks().getLast();
      last.dirty().set(4);
      ram.blocks().getFirst().dirty().set(9 * CLAIM_PAGES - 1);
      ClaimCursor cursor = new ClaimCursor(ram);
      Claim claim = new Claim();
      assertThat(cursor.claim(claim)).isTrue();
      assertThat(claim.block()).isSameAs(ram.blocks().getFirst());
      assertThat(claim.offset(Claim.MAX_WORDS - 1))
          .isEqualTo((9L * CLAIM_PAGES - 64) << RamBlock.PAGE_BITS);
      assertThat(claim.dirty[Claim.MAX_WORDS - 1]).isEqualTo(Long.MIN_VALUE);
      assertThat(cursor.claim(claim)).isTrue();
      assertThat(claim.block()).isSameAs(last);
      assertThat(claim.words()).isOne();
      assertThat(claim.dirty[0]).isEqualTo(1 << 4);
      assertThat(cursor.claim(claim)).isFalse();
      assertThat(cursor.claim(claim)).as("once more").isFalse();
    }
  }

  @Test
  void aClaimForgetsTheZeroPagesOfTheOneBefore() throws IOException {
    try (GuestRam ram = Ram.ofPages(64)) {
      RamBlock block = ram.blocks().getFirst();
      Claim claim = new Claim();
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(claim::block);
      block.dirty().setAll();
      claim.take(block, 0, 1);
      claim.zero[0] = -1;
      block.dirty().set(3);
      claim.take(block, 0, 1);
      assertThat(claim.zero[0]).isZero();
      assertThat(claim.dirty[0]).isEqualTo(1 << 3);
    }
  }
}

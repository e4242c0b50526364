package dev.multifd.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffsetSetTest {
  private final OffsetSet offsets = new OffsetSet();

  @Test
  void agreesWithASetOfTheJdk() {
    Random random = new Random(1);
    for (int packet = 0; packet < 2_000; packet++) {
      offsets.clear();
      Set<Long> expected = new HashSet<>();
      int range = 1 + random.nextInt(400);
      long base = random.nextLong(1L << 28) << 12;
      for (int i = 0; i < 128; i++) {
        long offset = base + ((long) random.nextInt(range) << 12);
        assertThat(offsets.add(offset)).isEqualTo(expected.add(offset));
      }
    }
  }

  @Test
  void anyOffsetMayBeTheFirst() {
    for (long offset : new long[] {0, 0x1000, -1, Long.MIN_VALUE}) {
      offsets.clear();
      assertThat(offsets.add(offset)).isTrue();
      assertThat(offsets.add(offset)).isFalse();
    }
  }
}

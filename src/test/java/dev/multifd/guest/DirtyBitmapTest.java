package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirtyBitmapTest {
  private static final int PAGES = 64 * 5 + 3;

  private static void assertRange(DirtyBitmap map, long first, long end) {
    DirtyBitmap expected = new DirtyBitmap(PAGES);
    long fresh = 0;
    for (long page = 0; page < PAGES; page++) {
      if (map.get(page)) {
        expected.set(page);
      } else if (page >= first && page < end) {
        expected.set(page);
        fresh++;
      }
    }
    assertThat(map.setRange(first, end)).isEqualTo(fresh);
    for (long page = 0; page < PAGES; page++) {
      assertThat(map.get(page)).as("page %d", page).isEqualTo(expected.get(page));
    }
    assertThat(map.count()).isEqualTo(expected.count());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0, 1",
    "0, 63",
    "0, 64",
    "0, 65",
    "63, 64",
    "63, 65",
    "64, 128",
    "5, 5",
    "1, 323",
    "0, 323",
    "320, 323",
    "322, 323",
    "319, 321"
  })
  void marksARange(long first, long end) {
    assertRange(new DirtyBitmap(PAGES), first, end);
  }

  @RepeatedTest(20)
  void countsOnlyWhatWasNotDirty(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    DirtyBitmap map = new DirtyBitmap(PAGES);
    for (int i = 0; i < 60; i++) {
      map.set(random.nextInt(PAGES));
    }
    long first = random.nextInt(PAGES);
    assertRange(map, first, random.nextLong(first, PAGES + 1L));
  }
}

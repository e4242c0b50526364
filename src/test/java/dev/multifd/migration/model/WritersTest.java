package dev.multifd.migration.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is dirty after a time of writing. */
class WritersTest {
  private static final GuestParameters GUEST = GuestParameters.DIRTYING.withWritesPerSecond(4_000);
  private static final long SECOND = 1_000_000_000;

  private final PageMap map = new PageMap(GUEST, 7);
  private final Writers writers = new Writers(map, GUEST, 7);

  @Test
  void theGuestHasTheLettersPages() {
    assertThat(map.pages()).isEqualTo(4_194_498);
    long nonZero = 0;
    for (int word = 0; word < map.words(); word++) {
      nonZero += Long.bitCount(map.nonZero(word));
    }
    // Three at most are lost where runs are stretched by four.
    assertThat(nonZero).isBetween(149_420 + 409_600 - 3L, 149_420 + 409_600L);
    map.setAllDirty();
    assertThat(map.dirtyPages()).isEqualTo(map.pages());
  }

  @Test
  void eachWriterGoesOnWhereItWas() {
    writers.syncedAt(SECOND);
    assertThat(map.dirtyPages()).isEqualTo(4_000);
    writers.syncedAt(3 * SECOND);
    assertThat(map.dirtyPages()).isEqualTo(12_000);
    writers.syncedAt(3 * SECOND);
    assertThat(map.dirtyPages()).isEqualTo(12_000);
  }

  @Test
  void noMoreThanTheSetIsDirtyHoweverLongItTakes() {
    writers.syncedAt(1_000 * SECOND);
    assertThat(map.dirtyPages()).isEqualTo(409_600);
    for (int word = 0; word < map.words(); word++) {
      long dirty = map.takeDirty(word);
      assertThat(dirty & ~map.nonZero(word)).isZero();
    }
    assertThat(map.dirtyPages()).isZero();
  }
}

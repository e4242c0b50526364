package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.counters.Counter;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HogTest {
  @Test
  void noWordIsZeroOrComesAgain() {
    Set<Long> words = new HashSet<>();
    for (long pass = 0; pass < 300; pass++) {
      for (long page = 0; page < 300; page++) {
        assertThat(words.add(Hog.word(pass, page))).isTrue();
      }
    }
    assertThat(words).doesNotContain(0L);
  }

  @Test
  void theNumberOfWritesTellsEveryWord() {
    Hog hog = new Hog(0, new PageRun(100, 3), new Counter());
    assertThat(hog.hasWritten(100)).isFalse();
    hog.writes().add(2);
    assertThat(hog.passes()).isZero();
    assertThat(hog.nextPage()).isEqualTo(102);
    assertThat(hog.wordIn(100)).isEqualTo(Hog.word(0, 100));
    assertThat(hog.hasWritten(101)).isTrue();
    assertThat(hog.hasWritten(102)).isFalse();
    hog.writes().add(1);
    assertThat(hog.passes()).isEqualTo(1);
    assertThat(hog.wordIn(102)).isEqualTo(Hog.word(0, 102));
    hog.writes().add(4);
    assertThat(hog.wordIn(100)).isEqualTo(Hog.word(2, 100));
    assertThat(hog.wordIn(101)).isEqualTo(Hog.word(1, 101));
    assertThat(hog.wordIn(102)).isEqualTo(Hog.word(1, 102));
  }
}

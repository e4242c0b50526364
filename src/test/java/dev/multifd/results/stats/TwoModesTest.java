package dev.multifd.results.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoModesTest {
  @Test
  void seesTwoGroups() {
    assertThat(TwoModes.of(new double[] {154.3, 231.5, 163.5, 221.5, 153.8, 226}))
        .isEqualTo(new TwoModes(3, 154.3, 3, 226));
    assertThat(TwoModes.of(new double[] {10, 10, 10, 20, 20}))
        .isEqualTo(new TwoModes(3, 10, 2, 20));
  }

  @Test
  void oneGroupOneOutlierOrASmallGapAreNone() {
    assertThat(TwoModes.of(new double[] {500, 520, 541, 560, 585, 600})).isNull();
    assertThat(TwoModes.of(new double[] {235, 236, 237, 242, 247, 335})).isNull();
    assertThat(TwoModes.of(new double[] {100, 100.1, 100.2, 103, 103.1, 103.2})).isNull();
    assertThat(TwoModes.of(new double[] {5, 5, 5, 5, 5, 5})).isNull();
    assertThat(TwoModes.of(new double[] {0, 0, 0, 0, 0, 0})).isNull();
  }

  @Test
  void fourFiguresAreTooFew() {
    assertThat(TwoModes.of(new double[] {1, 1, 9, 9})).isNull();
    assertThat(TwoModes.of(new double[0])).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 8, 10, 20})
  void seldomSeesThemInNoise(int figures) {
    Random random = new Random(figures);
    int seen = 0;
    for (int round = 0; round < 4000; round++) {
      double[] noise = random.doubles(figures).map(x -> 100 + 15 * random.nextGaussian()).toArray();
      if (TwoModes.of(noise) != null) {
        seen++;
      }
    }
    assertThat(seen).isLessThan(100);
  }
}

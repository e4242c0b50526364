package dev.multifd.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HodgesLehmannTest {
  private static final double[] A = {549.5, 512.25, 556, 547.5, 584.25, 508.25};
  private static final double[] B = {882.5, 801.75, 894, 575.5, 917.75, 560};

  /**
   * Of the shifts between two neighbouring differences, those with mannwhitneyu(A, B - shift,
   * method='exact').pvalue > 0.05 by scipy 1.17 are these; the shift is numpy's median of all
   * differences.
   */
  @Test
  void agreesWithScipysTestInverted() {
    HodgesLehmann six = HodgesLehmann.of(A, B, 0.95);

    assertThat(six).isEqualTo(new HodgesLehmann(295.875, new Interval(19.5, 370.25)));

    HodgesLehmann tenAndEight =
        HodgesLehmann.of(
            new double[] {10.53, 9.21, 11.77, 10.08, 12.59, 9.74, 10.26, 11.03, 9.45, 10.72},
            new double[] {11.31, 10.17, 12.06, 10.61, 13.22, 12.64, 11.5, 13.0},
            0.95);
    Interval interval = Objects.requireNonNull(tenAndEight.interval());
    assertThat(tenAndEight.shift()).isCloseTo(1.29, within(1e-12));
    assertThat(interval.low()).isCloseTo(0.09, within(1e-12));
    assertThat(interval.high()).isCloseTo(2.5, within(1e-12));
  }

  @Test
  void tooFewFiguresHaveNoInterval() {
    assertThat(HodgesLehmann.of(new double[] {1, 2, 3}, new double[] {4, 5, 6}, 0.95))
        .isEqualTo(new HodgesLehmann(3, null));
    assertThat(HodgesLehmann.of(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8}, 0.95))
        .isEqualTo(new HodgesLehmann(4, new Interval(1, 7)));
    assertThat(HodgesLehmann.of(new double[] {1}, new double[] {3}, 0.95))
        .isEqualTo(new HodgesLehmann(2, null));
  }

  @Test
  void coversTheTrueShiftAsOftenAsItSays() {
    Random random = new Random(7);
    int covered = 0;
    for (int round = 0; round < 2000; round++) {
      double[] a = random.doubles(8).map(x -> Math.exp(x)).toArray();
      double[] b = random.doubles(6).map(x -> Math.exp(x) + 0.5).toArray();
      Interval interval = Objects.requireNonNull(HodgesLehmann.of(a, b, 0.95).interval());
      if (interval.low() <= 0.5 && 0.5 <= interval.high()) {
        covered++;
      }
    }
    assertThat(covered).isBetween(1900, 1960);
  }

  @Test
  void isTheNegativeTheOtherWayRound() {
    assertThat(HodgesLehmann.of(B, A, 0.95))
        .isEqualTo(new HodgesLehmann(-295.875, new Interval(-370.25, -19.5)));
    assertThat(Arrays.stream(A).sum()).isEqualTo(3257.75); // The samples are left as they were.
  }
}

package dev.multifd.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MannWhitneyTest {
  private static final double[] A = {549.5, 512.25, 556, 547.5, 584.25, 508.25};
  private static final double[] B = {882.5, 801.75, 894, 575.5, 917.75, 560};

  /** Figures of scipy 1.17: mannwhitneyu(A, B, method='exact'). */
  @Test
  void agreesWithScipyWithoutTies() {
    MannWhitney test = MannWhitney.of(A, B);

    assertThat(test.u()).isEqualTo(2);
    assertThat(test.p()).isCloseTo(0.008658008658008658, within(1e-15));
  }

  /**
   * Figures of scipy 1.17: permutation_test((x, y), u, n_resamples=inf), where u is mannwhitneyu's
   * statistic, which counts every choice.
   */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1 1 1 2 2,   2 2 3 3 3,       2, 0.047619047619047616
          1 2 3 4 5,   5 6 7 8 9,       0.5, 0.015873015873015872
          0 0 0 0 1 2, 0 0 3 4 4 5 6 9, 8, 0.030636030636030636
          10.5 9.25 11.75 10 12.5 9.75 10.25 11 9.5 10.75, \
          11.25 10 12 10.5 13.25 12.75 11.5 9 12.25 13, 27, 0.08540994609106065
          """)
  void agreesWithScipyWithTies(String first, String second, double u, double p) {
    MannWhitney test = MannWhitney.of(figures(first), figures(second));

    assertThat(test.u()).isEqualTo(u);
    assertThat(test.p()).isCloseTo(p, within(1e-14));
  }

  /** Critical values as printed in textbooks: the largest u with p at most 0.05, two-sided. */
  @ParameterizedTest
  @CsvSource({
    "4,4,0",
    "5,5,2",
    "6,6,5",
    "6,8,8",
    "7,7,8",
    "8,8,13",
    "9,9,17",
    "10,10,23",
    "15,15,64",
    "20,20,127"
  })
  void hasThePublishedCriticalValues(int first, int second, int critical) {
    assertThat(p(first, second, critical)).isLessThanOrEqualTo(0.05);
    assertThat(p(first, second, critical + 1)).isGreaterThan(0.05);
  }

  @Test
  void agreesWithCommonsStatisticsWhereverThatIsExact() {
    MannWhitneyUTest exact = MannWhitneyUTest.withDefaults().with(PValueMethod.EXACT);
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      double[] first = random.doubles(1 + random.nextInt(12)).toArray();
      double[] second = random.doubles(1 + random.nextInt(12), 0.2, 1.2).toArray();

      assertThat(MannWhitney.of(first, second).p())
          .as("%s against %s", Arrays.toString(first), Arrays.toString(second))
          .isCloseTo(exact.test(first, second).getPValue(), within(1e-12));
    }
  }

  @Test
  void doesNotCareWhichComesFirst() {
    double[] few = {1, 2, 2, 7};
    double[] many = {2, 2, 2, 3, 9, 11, 11};

    assertThat(MannWhitney.of(few, many).p())
        .isCloseTo(MannWhitney.of(many, few).p(), within(1e-15));
  }

  @Test
  void equalSamplesDoNotDiffer() {
    double[] sevens = {7, 7, 7, 7, 7, 7};

    assertThat(MannWhitney.of(sevens, sevens)).isEqualTo(new MannWhitney(18, 1));
    assertThat(MannWhitney.of(new double[] {1}, new double[] {2}).p()).isEqualTo(1);
  }

  @Test
  void takesAHundredAgainstAHundredAndNoMore() {
    double[] hundred = IntStream.range(0, 100).asDoubleStream().toArray();
    double[] later = Arrays.stream(hundred).map(figure -> figure + 100).toArray();

    assertThat(MannWhitney.of(hundred, later).p()).isBetween(0.0, 1e-58);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MannWhitney.of(new double[101], hundred))
        .withMessageContaining("101");
    assertThatIllegalArgumentException().isThrownBy(() -> MannWhitney.of(hundred, new double[0]));
  }

  /** p of two samples without ties whose u is that of the first. */
  private static double p(int first, int second, int u) {
    // The first sample's figures have 0 to second of the other below them; spread u over them.
    double[] a = new double[first];
    int left = u;
    for (int i = first - 1; i >= 0; i--) {
      int below = Math.min(second, left);
      left -= below;
      a[i] = below + 0.5 + i * 1e-3;
    }
    double[] b = IntStream.rangeClosed(1, second).asDoubleStream().toArray();
    MannWhitney test = MannWhitney.of(a, b);
    assertThat(test.u()).isEqualTo(u);
    return test.p();
  }

  private static double[] figures(String text) {
    return Arrays.stream(text.strip().split("\\s+", -1)).mapToDouble(Double::parseDouble).toArray();
  }
}

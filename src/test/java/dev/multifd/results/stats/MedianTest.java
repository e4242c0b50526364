package dev.multifd.results.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianTest {
  /** scipy 1.17: quantile_test(1..n, q=0, p=0.5).confidence_interval(0.95). */
  @ParameterizedTest
  @CsvSource({"6,1,6", "7,1,7", "9,2,8", "10,2,9", "12,3,10"})
  void agreesWithScipy(int figures, double low, double high) {
    double[] ranks = IntStream.rangeClosed(1, figures).asDoubleStream().toArray();

    assertThat(Median.of(ranks, 0.95))
        .isEqualTo(new Median((figures + 1) / 2.0, new Interval(low, high)));
  }

  @Test
  void fewerThanSixHaveNoInterval() {
    assertThat(Median.of(new double[] {5, 1, 4, 2, 3}, 0.95)).isEqualTo(new Median(3, null));
    assertThat(Median.of(new double[] {8}, 0.95)).isEqualTo(new Median(8, null));
    assertThat(Median.of(new double[] {4, 2}, 0.95).value()).isEqualTo(3);
  }
}

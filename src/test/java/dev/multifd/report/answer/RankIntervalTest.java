package dev.multifd.report.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankIntervalTest {

  /** Counted out over all orders of as many values. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 0.0",
    "1, 5, 1, 0.66667",
    "5, 1, 1, 0.66667",
    "2, 2, 1, 0.66667",
    "3, 3, 1, 0.9",
    "4, 3, 1, 0.94286",
    "5, 5, 3, 0.96825",
    "6, 6, 6, 0.95887"
  })
  void boundsOfAShiftAreThoseOfMannAndWhitney(int first, int second, int rank, double confidence) {
    RankInterval interval = RankInterval.ofShift(first, second);
    assertThat(interval.rank()).isEqualTo(rank);
    assertThat(interval.confidence()).isCloseTo(confidence, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0.0", "3, 1, 0.75", "5, 1, 0.9375", "6, 1, 0.96875", "9, 2, 0.96094"})
  void boundsOfAMedianAreThoseOfTheSignTest(int sample, int rank, double confidence) {
    RankInterval interval = RankInterval.ofMedian(sample);
    assertThat(interval.rank()).isEqualTo(rank);
    assertThat(interval.confidence()).isCloseTo(confidence, within(1e-5));
  }
}

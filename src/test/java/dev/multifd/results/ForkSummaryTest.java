package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForkSummaryTest {

  @Test
  void theForkIsTheSample() {
    List<List<Double>> samples = List.of(List.of(1.0, 2.0, 90.0), List.of(4.0, 3.0), List.of(10.0));

    assertThat(ForkSummary.of(samples)).isEqualTo(new ForkSummary(3.5, 2.0, 10.0, 3));
  }

  @Test
  void forksThatFailedDoNotCount() {
    assertThat(ForkSummary.of(List.of(List.of(), List.of(5.0, 7.0), List.of())))
        .isEqualTo(new ForkSummary(6.0, 6.0, 6.0, 1));
    assertThat(ForkSummary.of(List.of(List.of()))).isNull();
    assertThat(ForkSummary.of(List.of())).isNull();
  }

  @Test
  void nothingHasNoMedian() {
    assertThatThrownBy(() -> ForkSummary.median(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.evidence.HistogramText;
import dev.multifd.evidence.Shot;
import dev.multifd.results.Check;
import dev.multifd.results.DurationSummary;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ForkEvidenceTest {
  private static final Histogram EMPTY = new Histogram(3);

  private static Histogram of(LongStream values) {
    Histogram histogram = new Histogram(3);
    values.forEach(histogram::recordValue);
    return histogram;
  }

  private static Shot shot(boolean passed, String detail, Histogram send) {
    return new Shot(
        List.of(
            new dev.multifd.evidence.Check("RAM", passed, detail),
            new dev.multifd.evidence.Check("bytes", true, detail)),
        Map.of("send", send, "sync", EMPTY));
  }

  @Test
  void measuredShotsAreOneHistogramAndTheColdOneAnother() {
    ForkEvidence evidence =
        ForkEvidence.of(
            List.of(
                shot(true, "1", of(LongStream.of(1_000))),
                shot(true, "2", of(LongStream.of(500))),
                shot(true, "3", of(LongStream.rangeClosed(1, 900))),
                shot(true, "4", of(LongStream.rangeClosed(901, 1_000)))),
            2);

    Histogram all = of(LongStream.rangeClosed(1, 1_000));
    assertThat(evidence.measured())
        .containsOnly(
            Map.entry(
                "send",
                new DurationSummary(1_000, 500, 900, 990, 999, 1_000, HistogramText.encode(all))));
    assertThat(evidence.cold().get("send"))
        .isNotNull()
        .returns(1L, DurationSummary::count)
        .returns(1_000L, DurationSummary::max);
    assertThat(evidence.checks())
        .containsExactly(new Check("RAM", true, 4, "4"), new Check("bytes", true, 4, "4"));
  }

  @Test
  void theFirstFailureOfACheckIsTheOneToldOf() {
    ForkEvidence evidence =
        ForkEvidence.of(
            List.of(
                shot(true, "1", EMPTY), shot(false, "2 is not 3", EMPTY), shot(false, "3", EMPTY)),
            1);

    assertThat(evidence.failed()).isEqualTo(new Check("RAM", false, 3, "2 is not 3"));
    assertThat(evidence.measured()).isEmpty();
  }

  /** A fork that dies early has fewer shots than its warm-up. */
  @Test
  void fewerShotsThanAskedAreNoTrouble() {
    assertThat(ForkEvidence.of(List.of(), 1)).isEqualTo(ForkEvidence.NONE);
    ForkEvidence one = ForkEvidence.of(List.of(shot(true, "1", of(LongStream.of(5)))), 3);
    assertThat(one.shots()).isEqualTo(1);
    assertThat(one.measured()).isEmpty();
    assertThat(one.cold()).containsOnlyKeys("send");
  }
}

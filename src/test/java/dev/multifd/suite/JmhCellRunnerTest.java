package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.results.Check;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A figure counts only when every shot was proved. */
class JmhCellRunnerTest {
  private static Outcome.Measured measured(ForkEvidence evidence) {
    Outcome.Measured usual = FakeRunner.measured();
    return new Outcome.Measured(
        usual.metric(), usual.samples(), usual.counters(), usual.coldShot(), evidence, usual.jmh());
  }

  @Test
  void allShotsProvedCount() {
    Outcome outcome = FakeRunner.measured();
    assertThat(JmhCellRunner.proved(outcome, new Shots(1, 2))).isSameAs(outcome);
  }

  @Test
  void aShotWithoutProofFailsTheFork() {
    assertThat(JmhCellRunner.proved(measured(ForkEvidence.NONE), new Shots(1, 2)))
        .isEqualTo(
            new Outcome.Failed(
                Outcome.FailureKind.CHECK, "0 of 3 shots were proved", "", ForkEvidence.NONE));
  }

  @Test
  void aFailedCheckThatDidNotThrowFailsTheFork() {
    ForkEvidence evidence =
        new ForkEvidence(
            3,
            List.of(new Check("RAM", false, 3, "1 pages differ")),
            Map.of(),
            Map.of(),
            List.of());
    assertThat(JmhCellRunner.proved(measured(evidence), new Shots(1, 2)))
        .isEqualTo(
            new Outcome.Failed(Outcome.FailureKind.CHECK, "RAM: 1 pages differ", "", evidence));
  }

  @Test
  void whatFailedBeforeStaysWhatItIs() {
    Outcome skipped = new Outcome.Skipped("needs 40 GiB");
    assertThat(JmhCellRunner.proved(skipped, new Shots(1, 2))).isSameAs(skipped);
  }
}

package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.results.Check;
import dev.multifd.results.DurationSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs real forks of a benchmark that does nothing: what JMH does not promise must be tried. */
class JmhForkTest {
  private static final String METHOD = "dev.multifd.suite.TinyBenchmark.shot";
  private static final Shots SHOTS = new Shots(1, 2);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final JmhFork fork = new JmhFork(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"), null);

  /** Nothing is measured here, so a benchmark that runs beside this test does no harm. */
  @BeforeAll
  static void ignoreJmhLock() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void keepsEveryShotAndTheColdOneApart() {
    Outcome outcome = fork.run(METHOD, null, Map.of("end", "well"), SHOTS, LIMIT);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Measured.class,
            measured -> {
              assertThat(measured.metric().mode()).isEqualTo("ss");
              assertThat(measured.metric().unit()).isEqualTo("ms/op");
              assertThat(measured.samples()).hasSize(2).allMatch(shot -> shot > 0);
              assertThat(measured.coldShot()).isPositive();
              assertThat(measured.counters())
                  .containsEntry("sentPages", new Outcome.Counter("pages", List.of(2.0, 3.0)));
              ForkEvidence evidence = measured.evidence();
              assertThat(evidence.shots()).isEqualTo(3);
              assertThat(evidence.checks()).containsExactly(new Check("pages", true, 3, "shot 3"));
              assertThat(evidence.cold().get("took"))
                  .isNotNull()
                  .returns(1L, DurationSummary::count)
                  .returns(100L, DurationSummary::max);
              assertThat(evidence.measured().get("took"))
                  .isNotNull()
                  .returns(2L, DurationSummary::count)
                  .returns(200L, DurationSummary::p50)
                  .returns(300L, DurationSummary::max);
              assertThat(measured.jmh().path("benchmark").textValue()).isEqualTo(METHOD);
            });
  }

  @Test
  void aCounterMayBeTheFigureInsteadOfTheScore() {
    assertThat(fork.run(METHOD, "sentPages", Map.of("end", "well"), SHOTS, LIMIT))
        .isInstanceOfSatisfying(
            Outcome.Measured.class,
            measured -> {
              assertThat(measured.metric().unit()).isEqualTo("pages");
              assertThat(measured.samples()).containsExactly(2.0, 3.0);
              assertThat(measured.coldShot()).isEqualTo(1.0);
            });
  }

  @Test
  void aProofThatFailsInAShotIsACheck() {
    Outcome outcome = fork.run(METHOD, null, Map.of("end", "proof"), SHOTS, LIMIT);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(Outcome.FailureKind.CHECK);
              assertThat(failed.reason()).isEqualTo("page 7 differs");
              assertThat(failed.outputTail()).contains("TinyBenchmark");
              assertThat(failed.evidence().checks())
                  .containsExactly(new Check("pages", false, 2, "shot 2"));
            });
  }

  @Test
  void aPrerequisiteThatIsMissingInSetUpIsSkipped() {
    assertThat(fork.run(METHOD, null, Map.of("end", "prerequisite"), SHOTS, LIMIT))
        .isEqualTo(new Outcome.Skipped("needs 40 GiB"));
  }

  @Test
  void aForkThatDoesNotEndIsKilled() {
    Outcome outcome = fork.run(METHOD, null, Map.of("end", "hang"), SHOTS, Duration.ofSeconds(1));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.reason()).startsWith("no end after 1 s"));
  }

  @Test
  void namesThatJmhWouldPassOverAreFound() {
    assertThat(JmhBenchmarks.problem("no.such.Benchmark.run", Map.of()))
        .startsWith("no.such.Benchmark.run is not in this jar");
    assertThat(JmhBenchmarks.problem(METHOD, Map.of("end", "well", "bogus", "1")))
        .isEqualTo(METHOD + " has no parameter bogus");
    assertThat(JmhBenchmarks.problem(METHOD, Map.of()))
        .isEqualTo(METHOD + " crosses its parameter end, which the cell leaves open");
    assertThat(JmhBenchmarks.problem(METHOD, Map.of("end", "well"))).isNull();
  }
}

package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void anExceptionIsAnError() {
    Outcome outcome =
        FailureText.outcome(
            """
            # Fork: 1 of 1
            <failure>

            java.lang.IllegalStateException: channel 2: connection reset
            \tat dev.multifd.bench.Example.migrate(Example.java:7)

            """,
            null);

    assertThat(outcome)
        .isEqualTo(
            failed(
                Outcome.FailureKind.ERROR,
                "IllegalStateException: channel 2: connection reset",
                outcome));
  }

  @Test
  void aFailedProofIsACheckEvenAsACause() {
    assertCheck("dev.multifd.migration.ProofFailedException: page 7 differs\n\tat x");
    assertCheck(
        "java.lang.RuntimeException: x\n"
            + "\tat x\n"
            + "Caused by: a.b.ProofFailedException: page 7 differs");
    assertCheck("a.Outer$ProofFailedException: page 7 differs");
  }

  @Test
  void aMissingPrerequisiteIsNoFailure() {
    assertThat(
            FailureText.outcome(
                "<failure>\n\ndev.multifd.bench.PrerequisiteException: needs 40 GiB\n\tat x", null))
        .isEqualTo(new Outcome.Skipped("needs 40 GiB"));
  }

  @Test
  void aForkThatWasInterruptedHasNotFailed() {
    assertThat(FailureText.outcome("<forked VM failed with exit code 130>\n", null))
        .isInstanceOf(Outcome.Interrupted.class);
  }

  @Test
  void aForkThatDiedSaysHow() {
    assertThat(reason(FailureText.outcome("<forked VM failed with exit code 3>\n", null)))
        .isEqualTo("the fork ended with exit code 3");
    assertThat(reason(FailureText.outcome("<forked VM failed with exit code 137>\n", null)))
        .contains("want of memory", "--guest-size");
  }

  @Test
  void withoutATraceJmhHasTheWord() {
    assertThat(reason(FailureText.outcome("", "No matching benchmarks")))
        .isEqualTo("JMH: No matching benchmarks");
  }

  @Test
  void withoutATraceTheEndTellsMost() {
    String output = "first\n" + "middle\n".repeat(100) + "last\n\n";

    assertThat(FailureText.excerpt(output)).doesNotContain("first").endsWith("middle\nlast");
  }

  @Test
  void withATraceItsBeginningTellsMost() {
    String output = "noise\n<failure>\n\nException: page 7\n" + "\tat x\n".repeat(100) + "noise";

    assertThat(FailureText.excerpt(output)).startsWith("<failure>\n\nException").hasLineCount(30);
  }

  private static void assertCheck(String trace) {
    Outcome outcome = FailureText.outcome("<failure>\n\n" + trace + "\n", null);

    assertThat(outcome).isEqualTo(failed(Outcome.FailureKind.CHECK, "page 7 differs", outcome));
  }

  private static Outcome failed(Outcome.FailureKind kind, String reason, Outcome actual) {
    String tail = actual instanceof Outcome.Failed failed ? failed.outputTail() : "";
    return new Outcome.Failed(kind, reason, tail);
  }

  private static String reason(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.reason() : outcome.toString();
  }
}

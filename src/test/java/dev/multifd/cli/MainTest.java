package dev.multifd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.suite.Cell;
import dev.multifd.suite.FakeRunner;
import dev.multifd.suite.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  @TempDir private Path results;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void withoutACommandItRuns() {
    assertThat(execute(cell -> FakeRunner.measured(), "--only", "ceiling", "--forks", "1"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("-clusters-tcp-4ch (baseline)", "result: ");
  }

  @Test
  void withTheCommandItRunsToo() {
    assertThat(execute(cell -> FakeRunner.measured(), "run", "--only", "ceiling", "--forks", "1"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("-clusters-tcp-4ch (baseline)");
  }

  @Test
  void theWorstForkIsTheExitCode() {
    assertThat(oneCell(new Outcome.Failed(Outcome.FailureKind.ERROR, "it broke", "")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(oneCell(new Outcome.Failed(Outcome.FailureKind.CHECK, "it differs", "")))
        .isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(oneCell(new Outcome.Skipped("no memory"))).isEqualTo(ExitCode.USAGE);
    assertThat(oneCell(new Outcome.Interrupted())).isEqualTo(ExitCode.INTERRUPTED);
  }

  @Test
  void listsCellsAndRunsNone() {
    assertThat(execute(MainTest::mustNotRun, "--profile", "SMOKE", "--list")).isZero();
    assertThat(out.toString()).contains("idle-256M-clusters-multifd-4ch", "cells: ");
    assertThat(results).isEmptyDirectory();
  }

  @Test
  void aDryRunRunsNone() {
    assertThat(execute(MainTest::mustNotRun, "--only", "idle", "--dry-run")).isZero();
    assertThat(out.toString()).contains("fork flags: -Xmx512m");
    assertThat(results).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --profile fast     | no profile 'fast': choose smoke, quick, standard, lab
          --bogus            | Unknown option: '--bogus'
          --guest-size 16X   | not a size: '16X'; write it like 512M, 16G or 1T
          --guest-size 1M    | '--guest-size': no guest size: '1M'; give 2M to 1T
          --guest-size 2T    | '--guest-size': no guest size: '2T'; give 2M to 1T
          --channels 1,300   | --channels: 300 is not between 1 and 255
          --channels many    | 'many' is not an int
          --forks 0          | --forks must be at least 1, not 0
          --only nosuch      | --only nosuch: no such cell; there are ceiling-
          --guest /no/such   | --guest /no/such: no readable file
          frobnicate         | 'frobnicate'
          """)
  void aMistakeIsOneLineAndExitCodeTwo(String arguments, String message) {
    assertThat(execute(MainTest::mustNotRun, arguments.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("run-bench.sh: ").contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anErrorOfOursIsOneLineToo() {
    assertThat(execute(MainTest::breakDown, "--only", "ceiling")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("run-bench.sh: a bug").doesNotContain("\tat ");
  }

  @Test
  void anErrorOfOursHasItsStackWhenAskedFor() {
    assertThat(execute(MainTest::breakDown, "--only", "ceiling", "--verbose"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("run-bench.sh: a bug", "\tat ");
  }

  @Test
  void helpAndVersionAreNoMistakes() {
    assertThat(execute(MainTest::mustNotRun, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: run-bench.sh", "--profile", "--guest-size", "run");
    assertThat(execute(MainTest::mustNotRun, "--version")).isZero();
    assertThat(out.toString()).contains("multifd-bench, commit ");
  }

  private int oneCell(Outcome outcome) {
    return execute(cell -> outcome, "--only", "ceiling", "--forks", "1");
  }

  private int execute(Function<Cell, Outcome> forks, String... arguments) {
    CommandLine commandLine = Main.commandLine(echo -> new FakeRunner(forks));
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--results", results.toString()));
    return commandLine.execute(all.toArray(String[]::new));
  }

  private static Outcome mustNotRun(Cell cell) {
    throw new AssertionError("ran " + cell.id());
  }

  private static Outcome breakDown(Cell cell) {
    throw new IllegalStateException("a bug\nin " + cell.id());
  }
}

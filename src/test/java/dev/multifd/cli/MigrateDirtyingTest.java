package dev.multifd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Threads;
import dev.multifd.guest.DirtyTrackerKind;
import dev.multifd.migration.ParameterText;
import dev.multifd.source.SaveLoop;
import dev.multifd.suite.FakeRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The command {@code migrate} with a guest that writes. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class MigrateDirtyingTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void migratesAndProves() {
    assertThat(
            execute(
                "--guest-size 16M --stress-writers 1 --stress-bytes 1M --channels 2 --warmup 1"
                    + " --throttling auto-converge --limit 50"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("ok    the guest read back what it wrote: 0", "\nguest: ", " pages/s before, ")
        .doesNotContain("FAILED");
    assertThat(err.toString()).contains("; stress 1 x 1 MiB, flat out");
  }

  /** More is dirtied than the bandwidth allows to send, for ever. */
  @Test
  void whatDoesNotConvergeSaysWhatWouldHelp() {
    assertThat(
            execute(
                "--guest-size 16M --stress-writers 1 --stress-bytes 2M --channels 2"
                    + " --max-bandwidth 4M --downtime-limit 1 --limit 1"))
        .isEqualTo(ExitCode.NOT_CONVERGED);
    List<String> lines = err.toString().strip().lines().toList();
    assertThat(lines.getLast())
        .matches(
            "run-bench\\.sh: did not converge in \\d+\\.\\d s and \\d+ rounds: remaining ram \\d+"
                + " kbytes, dirty pages rate \\d+ pages, bandwidth \\d+ MB/s; give a longer --limit"
                + " or --downtime-limit, more --max-bandwidth, or --throttling auto-converge");
    assertThat(lines.stream().filter(line -> line.startsWith("run-bench.sh: "))).hasSize(1);
    assertThat(err.toString()).doesNotContain("\tat ", "Exception");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --stress-writers -1         | --stress-writers is -1: give 1 to 1024, or 0 for none
          --stress-writers 1025       | --stress-writers is 1025: give 1 to 1024
          --stress-writers 1 --stress-bytes 64M | --stress-bytes is '64M': 1 writers of 64 MiB need more than
          --stress-bytes 1            | --stress-bytes is '1': 1 bytes a writer: give a page (4096) or more
          --stress-bytes 4097         | --stress-bytes is '4097': 4097 bytes a writer is no multiple
          --dirty-rate 0              | --dirty-rate is '0': give 1 or more pages a second, or flat-out
          --dirty-rate fast           | --dirty-rate is 'fast': give
          --max-bandwidth 0           | --max-bandwidth is '0': give none for no limit
          --max-bandwidth 4K          | --max-bandwidth is 4096 bytes a second: give 1048576 or more
          --limit 0                   | --limit is '0': give 1 or more seconds
          --limit 86401               | --limit is 86401 seconds: give more than 0, at most 86400
          --downtime-limit 0          | --downtime-limit is '0': give 1 or more milliseconds
          --downtime-limit 2000001    | --downtime-limit is 2000001: give 0 to 2000000
          --throttling on             | --throttling is 'on': give one of off, auto-converge
          --accounting v4             | --accounting is 'v4': give one of exact, v5
          --accounting v5 --dispatch range | --accounting v5 is of packets
          --cpus x                    | --cpus is 'x': give one of shared, apart
          --dirty-tracker x           | --dirty-tracker is 'x': give one of software, kernel
          """)
  void aMistakeIsOneLineThatNamesTheOption(String arguments, String message) {
    assertThat(execute("--guest-size 16M " + arguments)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("run-bench.sh: " + message);
    assertThat(out.toString()).isEmpty();
  }

  /** What Ctrl-C does to the thread of the command, while the guest writes. */
  @ParameterizedTest
  @EnumSource(DirtyTrackerKind.class)
  void anInterruptEndsItAndItsGuest(DirtyTrackerKind kind)
      throws InterruptedException, ExecutionException {
    assumeThat(kind.reasonAbsent()).isEmpty();
    FutureTask<Integer> task =
        new FutureTask<>(() ->
            execute(
                "--guest-size 16M --stress-writers 2 --stress-bytes 1M --channels 2"
                    + " --max-bandwidth 1M --downtime-limit 1 --limit 50 --dirty-tracker "
                    + ParameterText.of(kind)));
    Thread caller = Thread.ofPlatform().daemon().name("fake/caller").start(task);
    Threads.awaitInside("source/migration", SaveLoop.class);
    caller.interrupt();
    Threads.join(caller);
    assertThat(task.get()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(err.toString().strip()).endsWith("interrupted: the migration was cancelled");
    assertThat(out.toString()).isEmpty();
    NoLeaks.assertNothingRuns("source/", "destination", "guest/");
  }

  private int execute(String arguments) {
    CommandLine commandLine =
        Main.commandLine(echo -> new FakeRunner(cell -> FakeRunner.measured()));
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(("migrate " + arguments).split(" ", -1));
  }
}

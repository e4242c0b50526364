package dev.multifd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.suite.FakeRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LetterCommandTest {
  private final StringWriter out = new StringWriter();

  private int execute(String... arguments) {
    CommandLine commandLine =
        Main.commandLine(_ ->
            new FakeRunner(cell -> {
              throw new AssertionError("ran " + cell.id());
            }));
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    return commandLine.execute(arguments);
  }

  @Test
  void everyRunHasItsTableAndWhatFollowsIsSaid() {
    assertThat(execute("letter")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains(
            "idle, precopy, run 1",
            "idle, current multifd, run 2",
            "idle, multifd + zero page, run 2",
            "dirtying, multifd + zero page, run 2",
            "Where the model and the letter differ",
            "arithmetic  idle, multifd + zero page: precopy ram / max-bandwidth = 1400.5 ms");
    assertThat(out.toString().lines().filter(line -> line.contains("total time, ms"))).hasSize(10);
  }

  @Test
  void helpSaysWhatItIs() {
    assertThat(execute("letter", "--help")).isZero();
    assertThat(out.toString()).contains("Usage: run-bench.sh letter");
  }
}

package dev.multifd.cli;

import dev.multifd.results.HostFiles;
import dev.multifd.suite.CellRunner;
import dev.multifd.suite.CellTable;
import dev.multifd.suite.RunEnd;
import dev.multifd.suite.RunRequest;
import dev.multifd.suite.Suite;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures the cells of a profile and keeps the results: what {@code run} does, and what {@code
 * run-bench.sh} does when it is given no command.
 */
abstract class MeasuringCommand implements Callable<Integer> {
  private final CellTable table;
  private final Function<@Nullable PrintStream, CellRunner> runners;

  @Spec private CommandSpec spec;
  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--list", description = "List the cells and what they would take; no run.")
  private boolean list;

  @Option(
      names = "--dry-run",
      description = "Check that every cell could run, and say what would; no run.")
  private boolean dryRun;

  @Option(names = "--verbose", description = "Print what JMH prints, and stacks of errors.")
  private boolean verbose;

  /**
   * @param table whose cells it measures
   */
  MeasuringCommand(CellTable table, Function<@Nullable PrintStream, CellRunner> runners) {
    this.table = table;
    this.runners = runners;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine commandLine = spec.commandLine();
    RunRequest request = options.request(table, commandLine.getParseResult().originalArgs());
    Suite suite =
        new Suite(
            runners.apply(verbose ? System.err : null),
            HostFiles.live(),
            InstantSource.system(),
            commandLine.getOut(),
            commandLine.getErr());
    if (list) {
      suite.list(request);
      return ExitCode.OK;
    }
    requirePrerequisites();
    return exitCode(dryRun ? suite.dryRun(request) : suite.run(request));
  }

  /** Looks for what all cells need; nothing, unless a command knows of something. */
  void requirePrerequisites() throws IOException, InterruptedException {}

  private static int exitCode(RunEnd end) {
    return switch (end) {
      case OK -> ExitCode.OK;
      case FAILED -> ExitCode.FAILED;
      case CHECK_FAILED -> ExitCode.CHECK_FAILED;
      case INCOMPLETE -> ExitCode.USAGE;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
    };
  }
}

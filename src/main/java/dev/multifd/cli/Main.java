package dev.multifd.cli;

import dev.multifd.suite.CellRunner;
import java.io.PrintStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line behind {@code run-bench.sh}. Without a command it is {@code run}. */
@Command(
    name = "run-bench.sh",
    description = "QEMU's multifd migration as a benchmark; without a command: run.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    usageHelpAutoWidth = true,
    subcommands = {RunCommand.class})
public final class Main extends RunCommand {

  Main() {}

  Main(Function<@Nullable PrintStream, CellRunner> runners) {
    super(runners);
  }

  /** Runs a command and leaves with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(new Main()).execute(args));
  }

  static CommandLine commandLine(Main main) {
    Errors errors = new Errors();
    return new CommandLine(main)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }
}

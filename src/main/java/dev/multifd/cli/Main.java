package dev.multifd.cli;

import dev.multifd.suite.CellRunner;
import dev.multifd.suite.CellTable;
import dev.multifd.suite.JmhCellRunner;
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
    versionProvider = VersionText.class)
public final class Main extends MeasuringCommand {

  private Main(Function<@Nullable PrintStream, CellRunner> runners) {
    super(CellTable.SUITE, runners);
  }

  /** Runs a command and leaves with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(JmhCellRunner::new).execute(args));
  }

  /** The whole command line; {@code runners} makes what runs forks, given where to echo them. */
  static CommandLine commandLine(Function<@Nullable PrintStream, CellRunner> runners) {
    Errors errors = new Errors();
    return new CommandLine(new Main(runners))
        .addSubcommand(new RunCommand(runners))
        .addSubcommand(new PeerCommand(runners))
        .addSubcommand(new MigrateCommand())
        .addSubcommand(new ReceiveCommand())
        .addSubcommand(new SendCommand())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new CompareCommand())
        .addSubcommand(new HistoryCommand())
        .addSubcommand(new LetterCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }
}

package dev.multifd.cli;

import dev.multifd.suite.CellRunner;
import dev.multifd.suite.CellTable;
import java.io.PrintStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The command {@code run}. */
@Command(
    name = "run",
    description = "Measure the cells of a profile and keep the results.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class RunCommand extends MeasuringCommand {

  RunCommand(Function<@Nullable PrintStream, CellRunner> runners) {
    super(CellTable.SUITE, runners);
  }
}

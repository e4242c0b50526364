package dev.multifd.cli;

import dev.multifd.report.Charts;
import dev.multifd.results.ResultFile;
import dev.multifd.results.RunFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code report}. */
@Command(
    name = "report",
    description = "Draw the charts that a result file has figures for.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class ReportCommand implements Callable<Integer> {
  private static final String SUFFIX = ".json";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A result file.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the SVG files go; a folder beside FILE by default.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    RunFile run = ResultFile.read(file);
    List<Path> charts = Charts.draw(run, out == null ? beside(file) : out);
    PrintWriter print = spec.commandLine().getOut();
    if (charts.isEmpty()) {
      print.println(
          file
              + " has no cells to draw: measure with --profile standard --only regime, or --only"
              + " scanner");
    }
    charts.forEach(chart -> print.println("chart: " + chart));
    print.flush();
    return ExitCode.OK;
  }

  private static Path beside(Path file) {
    String name = file.getFileName().toString();
    return file.resolveSibling(
        name.endsWith(SUFFIX)
            ? name.substring(0, name.length() - SUFFIX.length())
            : name + "-charts");
  }
}

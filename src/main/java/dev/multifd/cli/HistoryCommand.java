package dev.multifd.cli;

import dev.multifd.report.history.CellHistory;
import dev.multifd.report.history.Figure;
import dev.multifd.report.history.HistoryText;
import dev.multifd.report.page.HistoryPage;
import dev.multifd.results.ResultFile;
import dev.multifd.results.ResultFileException;
import dev.multifd.results.RunFile;
import dev.multifd.suite.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code history}. */
@Command(
    name = "history",
    description =
        "What cells measured in all runs of one host, one after the other: a table, and a page of"
            + " HTML with a chart each.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class HistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "A host's folder of result files; this host's in results/ by default.")
  private @Nullable Path folder;

  @Option(
      names = "--cell",
      paramLabel = "TEXT",
      split = ",",
      description =
          "The cell whose id is TEXT; if none is, those of two runs or more that have TEXT in"
              + " their id. All of two runs or more by default.")
  private List<String> cells = List.of();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "score (what JMH measured; default), or a counter such as totalMs.")
  private String metric = Figure.SCORE;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the page goes; DIR/history.html by default.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Path host = folder == null ? ResultFolders.ofThisHost() : folder;
    List<RunFile> runs = read(ResultFolders.runs(host));
    List<CellHistory> histories = histories(runs);
    if (histories.isEmpty()) {
      throw new UsageException(nothing(host, runs));
    }
    Path page = out == null ? host.resolve("history.html") : out;
    PageFile.write(page, HistoryPage.of(host.toAbsolutePath().getFileName().toString(), histories));
    PrintWriter print = spec.commandLine().getOut();
    HistoryText.lines(histories).forEach(print::println);
    print.flush();
    progress("page: " + page);
    return ExitCode.OK;
  }

  private List<RunFile> read(List<Path> files) {
    List<RunFile> runs = new ArrayList<>();
    for (Path file : files) {
      try {
        runs.add(ResultFile.read(file));
      } catch (ResultFileException e) {
        progress("left out: " + e.getMessage());
      }
    }
    return runs;
  }

  private void progress(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }

  private List<CellHistory> histories(List<RunFile> runs) {
    Figure figure = new Figure(metric);
    List<CellHistory> exact = CellHistory.of(runs, cells::contains, figure);
    if (!exact.isEmpty()) {
      return exact;
    }
    return CellHistory.of(runs, this::hasText, figure).stream()
        .filter(history -> history.measurements().size() > 1)
        .toList();
  }

  private boolean hasText(String id) {
    return cells.isEmpty() || cells.stream().anyMatch(id::contains);
  }

  private String nothing(Path host, List<RunFile> runs) {
    if (runs.isEmpty()) {
      return host + " has no result file; give a host's folder, such as results/<host>";
    }
    List<CellHistory> wanted = CellHistory.of(runs, this::hasText, new Figure(Figure.SCORE));
    if (wanted.isEmpty()) {
      return "no run in " + host + " has a cell " + String.join(" or ", cells);
    }
    return "no cell there has been measured twice with a metric '%s'; they have score, %s"
        .formatted(
            metric,
            wanted.stream()
                .flatMap(history -> history.measurements().stream())
                .flatMap(run -> run.cell().counters().keySet().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ")));
  }
}

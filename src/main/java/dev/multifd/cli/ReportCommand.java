package dev.multifd.cli;

import dev.multifd.report.Charts;
import dev.multifd.report.page.NamedRun;
import dev.multifd.report.page.ReportPage;
import dev.multifd.results.ResultFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
    description = {
      "Make a page of HTML of result files: what they answer, and the charts that they have figures"
          + " for. It needs nothing but a browser.",
      "The charts as SVG, too."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Result files, each a section of the page.")
  private List<Path> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description =
          "Where the page goes: a file that ends in .html, or a folder for page and charts. By"
              + " default beside the first FILE, as <name>.html, with the charts in <name>/.")
  private @Nullable Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description = "What to make: ${COMPLETION-CANDIDATES}; both by default.")
  private List<ReportFormat> formats = List.of(ReportFormat.values());

  @Override
  public Integer call() throws IOException {
    List<NamedRun> runs = new ArrayList<>();
    for (Path file : files) {
      runs.add(new NamedRun(file.getFileName().toString(), ResultFile.read(file)));
    }
    ReportPlaces places = ReportPlaces.of(files, out);
    PrintWriter print = spec.commandLine().getOut();
    if (formats.contains(ReportFormat.HTML)) {
      PageFile.write(places.page(), ReportPage.of(runs, LetterOnPage.figures()));
      print.println("page: " + places.page());
    }
    if (formats.contains(ReportFormat.SVG)) {
      for (int i = 0; i < runs.size(); i++) {
        Charts.draw(runs.get(i).run(), places.charts(i))
            .forEach(chart -> print.println("chart: " + chart));
      }
    }
    print.flush();
    return ExitCode.OK;
  }
}

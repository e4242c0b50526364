package dev.multifd.cli;

import dev.multifd.results.compare.CellFilter;
import dev.multifd.results.compare.ColumnKey;
import dev.multifd.results.compare.CompareOptions;
import dev.multifd.results.compare.Comparer;
import dev.multifd.results.compare.Comparison;
import dev.multifd.results.compare.Condition;
import dev.multifd.results.compare.Criteria;
import dev.multifd.results.compare.FailOn;
import dev.multifd.results.compare.Inputs;
import dev.multifd.results.compare.MatchById;
import dev.multifd.results.compare.MatchByKey;
import dev.multifd.results.compare.Measures;
import dev.multifd.results.compare.Side;
import dev.multifd.results.compare.render.OutputFormat;
import dev.multifd.results.compare.render.Palette;
import dev.multifd.suite.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code compare}. */
@Command(
    name = "compare",
    description =
        "Hold runs against the first of them, or the cells of one run against each other. The fork"
            + " is the sample; exit code 3 says that something regressed.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description =
          "A result file, a folder of one commit's, or a commit that has some in the results;"
              + " NAME=RUN names it.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      split = ",",
      description =
          "What to compare: score (default), percentOfCeiling, any counter, or key: the score,"
              + " downtime, bytes, CPU and faults. Each is a table of its own.")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--col",
      paramLabel = "KEY[=BASE,...]",
      description =
          "Compare inside one run: the values of this parameter against the first, in rows of"
              + " cells that differ in it alone.")
  private @Nullable String column;

  @Option(
      names = "--row",
      paramLabel = "KEY",
      split = ",",
      description = "With --col: what the cells of a row must share, instead of everything else.")
  private List<String> rows = new ArrayList<>();

  @Option(
      names = "--filter",
      paramLabel = "KEY=VALUE[,...]",
      description = "Only cells with one of these values; KEY is a parameter, id or question.")
  private List<String> filters = new ArrayList<>();

  @Option(
      names = "--across",
      paramLabel = "WHAT",
      split = ",",
      converter = AcrossConverter.class,
      description = "Compare although this differs: host, jvm.")
  private Set<Condition> across = EnumSet.noneOf(Condition.class);

  @Option(
      names = "--min-effect",
      paramLabel = "PERCENT",
      defaultValue = "2",
      description = "The smallest change that counts (2).")
  private double minEffect;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      defaultValue = "regression",
      description =
          "regression (default): exit code 3 if a row regressed or no longer works; inconclusive:"
              + " also 4 if a row has no verdict; never.")
  private FailOn failOn = FailOn.REGRESSION;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default), md, csv, json or html.")
  private OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = "--host",
      paramLabel = "FOLDER",
      description = "Of folders and commits, only results of this host, such as vm-474168.")
  private @Nullable String host;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where commits have their results; results beside run-bench.sh by default.")
  private @Nullable Path results;

  @Override
  public Integer call() throws IOException {
    List<Side> sides =
        new Inputs(
                Home.folder(),
                Objects.requireNonNullElse(results, Home.folder().resolve("results")),
                host)
            .resolve(runs);
    Comparison comparison = new Comparer(options(sides)).compare(sides);
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.renderer(palette()).render(comparison));
    out.flush();
    return switch (comparison.outcome(failOn)) {
      case PASSED -> ExitCode.OK;
      case REGRESSION -> ExitCode.REGRESSION;
      case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
    };
  }

  private CompareOptions options(List<Side> sides) {
    if (column == null && !rows.isEmpty()) {
      throw new UsageException("--row says what rows are with --col: give that too");
    }
    if (!(minEffect >= 0 && minEffect < 100)) {
      throw new UsageException("--min-effect: " + minEffect + " is not between 0 and 100");
    }
    return new CompareOptions(
        column == null ? new MatchById() : new MatchByKey(ColumnKey.parse(column), rows),
        CellFilter.parse(filters),
        metrics.isEmpty() ? Measures.usual() : Measures.named(metrics, sides),
        across,
        Criteria.DEFAULT.withMinEffect(minEffect / 100));
  }

  private Palette palette() {
    return spec.commandLine().getColorScheme().ansi().enabled() ? Palette.ANSI : Palette.PLAIN;
  }
}

package dev.multifd.report;

import static java.util.Comparator.comparingInt;

import dev.multifd.results.CellResult;
import dev.multifd.results.CounterSamples;
import dev.multifd.results.ForkSummary;
import dev.multifd.results.RunFile;
import dev.multifd.results.TextReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;

/**
 * How much a kernel matters in each state of memory: its speed over that of the 64-bit loop, which
 * went over the same pages in turns with it.
 */
final class ScanRegimeChart {
  private static final String SPEED = "percentOfLongs";

  /** From the fastest memory to none. */
  private static final List<String> REGIMES =
      List.of(
          "l1",
          "l2",
          "l3",
          "dram-thp",
          "dram-4k",
          "read-touched-thp",
          "read-touched-4k",
          "never-touched-thp",
          "never-touched-4k");

  private static final String CEILING = "readGbPerS";

  /** How much taller than the tallest bar the chart is. */
  private static final double HEADROOM = 1.25;

  private ScanRegimeChart() {}

  /** The chart, if the run asked two kernels or more. */
  static Optional<CategoryChart> of(RunFile run) {
    List<CellResult> cells =
        run.cells().stream().filter(ScanRegimeChart::isPlain).filter(Cells::measured).toList();
    List<String> regimes =
        values(cells, "regime").stream().sorted(comparingInt(REGIMES::indexOf)).toList();
    Set<String> kernels = values(cells, "scanner");
    if (kernels.size() < 2) {
      return Optional.empty();
    }
    CategoryChart chart =
        ChartStyle.bars(
            "Zero-page scanning: how much the kernel matters, by the state of memory",
            "regime, and what a plain read stream takes there",
            "speed over the 64-bit loop's",
            run);
    double tallest = 0;
    List<String> labels = regimes.stream().map(regime -> label(cells, regime)).toList();
    for (String kernel : kernels) {
      List<Double> medians = new ArrayList<>();
      List<Double> spreads = new ArrayList<>();
      for (String regime : regimes) {
        ForkSummary speed = speed(cells, regime, kernel);
        medians.add(speed == null ? 0.0 : speed.median() / 100);
        tallest = Math.max(tallest, medians.getLast());
        spreads.add(speed == null ? 0.0 : (speed.max() - speed.min()) / 200);
      }
      chart.addSeries(kernel, labels, medians, spreads);
    }
    // One fork in which the yardstick itself was slow may have a spread beyond all medians.
    chart.getStyler().setYAxisMax(tallest * HEADROOM);
    return Optional.of(chart);
  }

  /** Small pages of zeroes: what the chart is of. The best kernel is among the others by name. */
  private static boolean isPlain(CellResult cell) {
    return cell.params().containsKey("regime")
        && !cell.params().getOrDefault("scanner", "").equals("best")
        && cell.params().getOrDefault("content", "").equals("zero")
        && cell.params().getOrDefault("pageSize", "").equals("4K")
        && cell.params().getOrDefault("guest", "").isEmpty();
  }

  private static Set<String> values(List<CellResult> cells, String parameter) {
    Set<String> values = new LinkedHashSet<>();
    cells.forEach(cell -> values.add(cell.params().getOrDefault(parameter, "")));
    return values;
  }

  private static @Nullable ForkSummary speed(List<CellResult> cells, String regime, String kernel) {
    for (CellResult cell : cells) {
      if (regime.equals(cell.params().get("regime"))
          && kernel.equals(cell.params().get("scanner"))) {
        return counter(cell, SPEED);
      }
    }
    return null;
  }

  private static String label(List<CellResult> cells, String regime) {
    List<Double> ceilings = new ArrayList<>();
    for (CellResult cell : cells) {
      ForkSummary ceiling =
          regime.equals(cell.params().get("regime")) ? counter(cell, CEILING) : null;
      if (ceiling != null) {
        ceilings.add(ceiling.median());
      }
    }
    return regime + ", " + TextReport.number(ForkSummary.median(ceilings)) + " GB/s";
  }

  private static @Nullable ForkSummary counter(CellResult cell, String name) {
    CounterSamples samples = cell.counters().get(name);
    return samples == null ? null : ForkSummary.of(samples.samples());
  }
}

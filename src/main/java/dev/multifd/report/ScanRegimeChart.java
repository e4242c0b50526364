package dev.multifd.report;

import dev.multifd.report.cells.Forks;
import dev.multifd.report.cells.ScanCells;
import dev.multifd.results.RunFile;
import dev.multifd.results.TextReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;

/**
 * How much a kernel matters in each state of memory: its speed over that of the 64-bit loop, which
 * went over the same pages in turns with it.
 */
final class ScanRegimeChart {
  /** How much taller than the tallest bar the chart is. */
  private static final double HEADROOM = 1.25;

  private ScanRegimeChart() {}

  /** The chart, if the run asked two kernels or more. */
  static Optional<CategoryChart> of(RunFile run) {
    ScanCells scans = ScanCells.of(run.cells()).named();
    if (scans.kernels().size() < 2) {
      return Optional.empty();
    }
    CategoryChart chart =
        ChartStyle.bars(
            "Zero-page scanning: how much the kernel matters, by the state of memory",
            "regime, and what a plain read stream takes there",
            "speed over the 64-bit loop's",
            run);
    double tallest = 0;
    List<String> labels = scans.regimes().stream().map(regime -> label(scans, regime)).toList();
    for (String kernel : scans.kernels()) {
      List<Double> medians = new ArrayList<>();
      List<Double> spreads = new ArrayList<>();
      for (String regime : scans.regimes()) {
        Forks speed = speed(scans, regime, kernel);
        medians.add(speed.isEmpty() ? 0.0 : speed.median() / 100);
        tallest = Math.max(tallest, medians.getLast());
        spreads.add(speed.isEmpty() ? 0.0 : (speed.max() - speed.min()) / 200);
      }
      chart.addSeries(kernel, labels, medians, spreads);
    }
    // One fork in which the yardstick itself was slow may have a spread beyond all medians.
    chart.getStyler().setYAxisMax(tallest * HEADROOM);
    return Optional.of(chart);
  }

  private static Forks speed(ScanCells scans, String regime, String kernel) {
    return scans
        .cell(regime, kernel)
        .map(cell -> Forks.ofCounter(cell, ScanCells.PERCENT_OF_LONGS))
        .orElse(new Forks(List.of()));
  }

  private static String label(ScanCells scans, String regime) {
    Forks medians =
        new Forks(
            scans.kernels().stream()
                .flatMap(kernel -> scans.cell(regime, kernel).stream())
                .map(cell -> Forks.ofCounter(cell, ScanCells.READ_SPEED))
                .filter(speed -> !speed.isEmpty())
                .map(Forks::median)
                .toList());
    return medians.isEmpty()
        ? regime
        : regime + ", " + TextReport.number(medians.median()) + " GB/s";
  }
}

package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.report.cells.Forks;
import dev.multifd.report.cells.ScanCells;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.List;
import java.util.Optional;

/** How fast each kernel scans in each state of memory, beside a plain read of the same pages. */
final class ScanRegimesPlot implements PlotKind {
  private static final Axis SPEED = new Axis("scanned, GB/s", Axis.Scale.LOGARITHMIC);

  /** Names on two lines, or aslant where there is no room. */
  private static final String NARROW =
      """
      {
        "grid": false,
        "labelExpr": "width < 640 ? datum.label : split(datum.label, ', ')",
        "labelAngle": {"expr": "width < 640 ? -55 : 0"},
        "labelAlign": {"expr": "width < 640 ? 'right' : 'center'"},
        "labelBaseline": {"expr": "width < 640 ? 'middle' : 'top'"},
        "labelLimit": 150
      }
      """;

  @Override
  public List<Plot> of(RunFile run) {
    ScanCells scans = ScanCells.of(run.cells());
    return scans.cells().stream().allMatch(cell -> speed(cell).isEmpty())
        ? List.of()
        : List.of(plot(scans));
  }

  private static Forks speed(CellResult cell) {
    return Forks.ofCounter(cell, ScanCells.SPEED);
  }

  private static Plot plot(ScanCells scans) {
    Series series = new Series("memory");
    List<String> regimes = scans.regimes();
    for (String kernel : scans.kernels()) {
      for (int place = 0; place < regimes.size(); place++) {
        Optional<CellResult> cell = scans.cell(regimes.get(place), kernel);
        if (cell.isPresent() && !speed(cell.get()).isEmpty()) {
          series.add(
              cell.get(),
              speed(cell.get()),
              List.of(),
              kernel,
              ScanCells.regimeWords(regimes.get(place)),
              place);
        }
      }
    }
    for (int place = 0; place < regimes.size(); place++) {
      addRead(series, scans, regimes.get(place), place);
    }
    Plot plot =
        series.plot(
            "Which kernel scans fastest, by the state of memory",
            "Pages of zeroes, 4 KiB each, higher is faster; from the caches on the left to memory"
                + " that no one has touched on the right. The dashed line is a plain read stream"
                + " over the same pages, in turns with the kernels, one dot a cell.",
            "state of the memory",
            SPEED,
            "GB/s");
    ObjectNode x = Specs.at(plot.spec(), "/encoding/x");
    x.set("axis", Specs.parse(NARROW));
    return plot;
  }

  /** The read stream took turns with every kernel: each cell has a figure of it. */
  private static void addRead(Series series, ScanCells scans, String regime, int place) {
    List<CellResult> cells =
        scans.kernels().stream()
            .flatMap(kernel -> scans.cell(regime, kernel).stream())
            .filter(cell -> !Forks.ofCounter(cell, ScanCells.READ_SPEED).isEmpty())
            .toList();
    if (!cells.isEmpty()) {
      Forks medians =
          new Forks(
              cells.stream()
                  .map(cell -> Forks.ofCounter(cell, ScanCells.READ_SPEED).median())
                  .toList());
      series.add(
          cells.getFirst(),
          medians,
          List.of(),
          Hues.PLAIN_READ,
          ScanCells.regimeWords(regime),
          place);
    }
  }
}

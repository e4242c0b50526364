package dev.multifd.report.plot;

import dev.multifd.report.cells.Forks;
import dev.multifd.report.cells.ScanCells;
import dev.multifd.report.plot.LinesSpec.Place;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.List;

/** How fast each kernel scans in each state of memory, beside a plain read of the same pages. */
final class ScanRegimesPlot implements PlotKind {
  private static final Axis SPEED = new Axis("scanned, GB/s", Axis.Scale.LOGARITHMIC);

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
      for (String regime : regimes) {
        scans
            .cell(regime, kernel)
            .filter(cell -> !isAnother(scans, regime, kernel) && !speed(cell).isEmpty())
            .ifPresent(
                cell -> series.add(cell, speed(cell), List.of(), kernel, place(regimes, regime)));
      }
    }
    regimes.forEach(regime -> addRead(series, scans, regime, place(regimes, regime)));
    Plot plot =
        series.plot(
            "Which kernel scans fastest, by the state of memory",
            "Pages of zeroes, 4 KiB each, higher is faster: in the caches, in memory of its own, in"
                + " memory that was only read (the one small page of zeroes is in L1, the huge one"
                + " is not), and touched for the first time. The dashed line is a plain read stream"
                + " over the same pages, in turns with the kernels, a ring a cell.",
            "state of the memory",
            SPEED,
            "GB/s");
    LinesSpec.nameOnTwoLines(plot.spec());
    return plot;
  }

  /** The best kernel is one of the others, by name: where those are, it needs no line. */
  private static boolean isAnother(ScanCells scans, String regime, String kernel) {
    return kernel.equals(ScanCells.BEST)
        && scans.named().kernels().stream()
            .anyMatch(named -> scans.cell(regime, named).isPresent());
  }

  private static Place place(List<String> regimes, String regime) {
    return new Place(
        ScanCells.regimeWords(regime), regimes.indexOf(regime), ScanCells.kindOf(regime));
  }

  /** The read stream took turns with every kernel: each cell has a figure of it. */
  private static void addRead(Series series, ScanCells scans, String regime, Place place) {
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
      series.add(cells.getFirst(), medians, List.of(), Hues.PLAIN_READ, place);
    }
  }
}

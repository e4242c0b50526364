package dev.multifd.report.plot;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.DirtyingWays;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How fast each way sends the pages of a guest that goes on writing, and what the machine can. */
final class DirtyingSpeedPlot implements PlotKind {
  private static final String PAGES = "laterNormalPagesPerS";
  private static final Axis SPEED =
      new Axis("normal pages sent a second", Axis.Scale.LINEAR, Axis.Format.SHORT);
  private static final double PAGE_BYTES = 4096;

  @Override
  public List<Plot> of(RunFile run) {
    List<Plot> plots = new ArrayList<>();
    for (List<CellResult> ways : DirtyingCells.byGuest(run)) {
      RowPlot rows = new RowPlot("pages/s");
      ways.stream()
          .filter(cell -> !Forks.ofCounter(cell, PAGES).isEmpty())
          .forEach(cell ->
              rows.add(
                  cell,
                  Forks.ofCounter(cell, PAGES),
                  DirtyingCells.ends(cell),
                  DirtyingWays.name(cell),
                  CellWords.wayWithoutChannels(cell)));
      if (!rows.isEmpty()) {
        addBare(rows, run, ways.getFirst());
        plots.add(plot(rows, ways.getFirst()));
      }
    }
    return plots;
  }

  private static Plot plot(RowPlot rows, CellResult any) {
    return rows.plot(
        "Sending beside writers: " + CellWords.context(any, DirtyingWays.VARIED),
        "All rounds but the first, whose zero pages would count. A cross is a fork whose migration"
            + " did not converge within its limit and was given up.",
        SPEED);
  }

  /** Bare transfers of nothing but data beside as many writers. */
  private static void addBare(RowPlot rows, RunFile run, CellResult any) {
    for (CellResult cell : Cells.measured(run.cells())) {
      Map<String, String> params = cell.params();
      if (Cells.isBareTransfer(cell)
          && "100%".equals(params.get("nonZeroPages"))
          && sameWriters(params, any.params())) {
        double pages = bytes(params.getOrDefault("guestSize", "0M")) / PAGE_BYTES;
        Forks speed = Forks.of(cell).inverse().times(1000 * pages);
        rows.add(cell, speed, List.of(), CellWords.way(cell), "bare transfer");
      }
    }
  }

  private static boolean sameWriters(Map<String, String> a, Map<String, String> b) {
    return a.getOrDefault("stressWriters", "").equals(b.getOrDefault("stressWriters", ""))
        && a.getOrDefault("stressBytes", "").equals(b.getOrDefault("stressBytes", ""));
  }

  private static double bytes(String size) {
    double number = Double.parseDouble(size.substring(0, size.length() - 1));
    return Math.scalb(number, size.endsWith("G") ? 30 : 20);
  }
}

package dev.multifd.report.plot;

import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.List;

/** What it costs to bring a page to a packet when nothing is read and nothing is written. */
final class DispatchPlot implements PlotKind {
  private static final String CPU = "cpuNsPerPage";
  private static final Axis COST =
      new Axis("CPU time of all threads, ns a page", Axis.Scale.LINEAR);

  @Override
  public List<Plot> of(RunFile run) {
    RowPlot rows = new RowPlot("ns");
    for (CellResult cell : Cells.measured(run.cells())) {
      Forks cost = Forks.ofCounter(cell, CPU);
      if (cell.question().equals("dispatch") && !cost.isEmpty()) {
        String dispatch = cell.params().getOrDefault("dispatch", "");
        rows.add(cell, cost, List.of(), name(cell, dispatch), "by " + dispatch);
      }
    }
    return rows.isEmpty()
        ? List.of()
        : List.of(
            rows.plot(
                "Bringing a page to a packet",
                "The sender with scan and write emptied: what is left is who gets which page.",
                COST));
  }

  private static String name(CellResult cell, String dispatch) {
    return "by %s, %d ch, %s pages"
        .formatted(dispatch, Cells.channels(cell), cell.params().getOrDefault("pages", ""));
  }
}

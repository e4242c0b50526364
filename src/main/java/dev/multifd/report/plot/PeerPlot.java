package dev.multifd.report.plot;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.List;
import java.util.Set;

/** This pipeline and a real QEMU at either end, in turns. */
final class PeerPlot implements PlotKind {
  private static final Axis TIME = new Axis("total time of info migrate, ms", Axis.Scale.LINEAR);

  @Override
  public List<Plot> of(RunFile run) {
    RowPlot rows = new RowPlot("ms");
    for (CellResult cell : Cells.measured(run.cells())) {
      if (Cells.isBesidePeer(cell)) {
        rows.add(cell, Forks.of(cell), List.of(), name(cell), CellWords.ends(cell));
      }
    }
    return rows.isEmpty()
        ? List.of()
        : List.of(
            rows.plot(
                "Beside QEMU itself",
                "The same pages by the same protocol; forks of all ways ran in turns.",
                TIME));
  }

  private static String name(CellResult cell) {
    return CellWords.ends(cell) + ", " + CellWords.context(cell, Set.of("source"));
  }
}

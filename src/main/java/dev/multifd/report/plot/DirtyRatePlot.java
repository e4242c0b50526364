package dev.multifd.report.plot;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.DirtyingWays;
import dev.multifd.report.cells.Figures;
import dev.multifd.report.cells.Forks;
import dev.multifd.report.plot.LinesSpec.Place;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Up to which rate of writing each way converges. */
final class DirtyRatePlot implements PlotKind {
  private static final String RATE = "dirtyRate";
  private static final Axis TIME = new Axis("until completed or given up, ms", Axis.Scale.LINEAR);

  @Override
  public List<Plot> of(RunFile run) {
    Set<String> varied = new HashSet<>(DirtyingWays.VARIED);
    varied.add(RATE);
    List<Plot> plots = new ArrayList<>();
    for (List<CellResult> cells : Cells.alike(run.cells(), varied)) {
      List<CellResult> swept =
          cells.stream().filter(cell -> !"flat-out".equals(cell.params().get(RATE))).toList();
      if (swept.stream().map(cell -> cell.params().get(RATE)).distinct().count() > 1) {
        plots.add(plot(swept, varied));
      }
    }
    return plots;
  }

  private static Plot plot(List<CellResult> cells, Set<String> varied) {
    Series series = new Series("pages written a second");
    for (CellResult cell : cells) {
      int rate = Cells.number(cell, RATE);
      series.add(
          cell,
          Forks.of(cell),
          DirtyingCells.ends(cell),
          CellWords.wayAndUnusual(cell, Set.of(RATE)),
          new Place(Figures.text(rate), rate));
    }
    CellResult any = cells.getFirst();
    return series.plot(
        "How fast a guest may write: " + CellWords.context(any, varied),
        "Downtime limit %s ms. A cross is a fork whose migration did not converge within %s s and"
                .formatted(
                    any.params().getOrDefault("downtimeLimitMs", "?"),
                    any.params().getOrDefault("limit", "?"))
            + " was given up.",
        "pages written a second",
        TIME,
        "ms");
  }
}

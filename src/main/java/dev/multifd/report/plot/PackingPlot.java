package dev.multifd.report.plot;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.plot.LinesSpec.Place;
import dev.multifd.results.CeilingShare;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** How packets are written, over how many channels, with the bare transfer of the same pages. */
final class PackingPlot implements PlotKind {
  private static final Axis TIME = new Axis("whole migration, ms", Axis.Scale.LINEAR);
  private static final String PACKING = "packing";
  private static final Set<String> AXES = Set.of(PACKING, "channels");

  @Override
  public List<Plot> of(RunFile run) {
    List<Plot> plots = new ArrayList<>();
    for (List<CellResult> cells : Cells.alike(run.cells(), AXES)) {
      boolean image = !cells.getFirst().params().getOrDefault("guest", "").isEmpty();
      if (!image && cells.stream().anyMatch(cell -> cell.question().equals("iov"))) {
        plots.add(plot(run, cells));
      }
    }
    return plots;
  }

  private static Plot plot(RunFile run, List<CellResult> cells) {
    Series series = new Series("channels");
    cells.forEach(cell -> add(series, cell, cell.params().getOrDefault(PACKING, "")));
    cells.stream()
        .map(cell -> CeilingShare.ceilingOf(run.cells(), cell))
        .filter(Objects::nonNull)
        .distinct()
        .filter(Cells::measured)
        .forEach(cell -> add(series, cell, CellWords.wayWithoutChannels(cell)));
    return series.plot(
        "How packets are written: " + CellWords.context(cells.getFirst(), AXES),
        "Lower is faster. header-apart: write, then writev; page-entries: one writev, an entry a"
            + " page; merged-runs: neighbours in one entry. The dashed line is writev and readv of"
            + " the same pages and nothing else.",
        "channels",
        TIME,
        "ms");
  }

  private static void add(Series series, CellResult cell, String name) {
    int channels = Cells.channels(cell);
    series.add(cell, name, new Place(Integer.toString(channels), channels));
  }
}

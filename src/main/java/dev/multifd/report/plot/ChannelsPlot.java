package dev.multifd.report.plot;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.plot.LinesSpec.Place;
import dev.multifd.results.CeilingShare;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Who looks for zero pages, with which kernel, over how many channels. */
final class ChannelsPlot implements PlotKind {
  private static final Axis TIME = new Axis("whole migration, ms", Axis.Scale.LINEAR);
  private static final String DETECTION = "zeroPageDetection";
  private static final String SCANNER = "scanner";
  private static final Set<String> AXES = Set.of(DETECTION, SCANNER, "channels");
  private static final Set<String> VARIED = Set.of("mode", DETECTION, SCANNER, "channels");

  /** Precopy's pages go over the main channel, before multifd's. */
  private static final String MAIN_CHANNEL = "main channel";

  /** These have charts of their own. */
  private static final Set<String> OTHERS = Set.of("iov", "compression");

  @Override
  public List<Plot> of(RunFile run) {
    List<CellResult> cells =
        run.cells().stream()
            .filter(Cells::isIdleMigration)
            .filter(cell -> !OTHERS.contains(cell.question()))
            .toList();
    List<Plot> plots = new ArrayList<>();
    for (List<CellResult> multifd :
        Cells.alike(cells.stream().filter(cell -> !Cells.isPrecopy(cell)).toList(), AXES)) {
      if (multifd.stream().map(Cells::channels).distinct().count() > 1) {
        plots.add(plot(run, multifd, precopyLike(cells, multifd.getFirst())));
      }
    }
    return plots;
  }

  private static List<CellResult> precopyLike(List<CellResult> cells, CellResult multifd) {
    return Cells.measured(cells).stream()
        .filter(Cells::isPrecopy)
        .filter(cell -> Cells.without(cell, VARIED).equals(Cells.without(multifd, VARIED)))
        .toList();
  }

  private static Plot plot(RunFile run, List<CellResult> multifd, List<CellResult> precopy) {
    boolean kernels =
        multifd.stream().map(cell -> cell.params().get(SCANNER)).distinct().count() > 1;
    Series series = new Series("channels");
    multifd.stream()
        .sorted(Comparator.comparing(CellWords::wayWithoutChannels).reversed())
        .forEach(cell -> add(series, cell, name(cell, kernels)));
    precopy.forEach(cell -> series.add(cell, name(cell, kernels), new Place(MAIN_CHANNEL, 0)));
    multifd.stream()
        .map(cell -> CeilingShare.ceilingOf(run.cells(), cell))
        .filter(Objects::nonNull)
        .distinct()
        .filter(Cells::measured)
        .forEach(cell -> add(series, cell, CellWords.wayWithoutChannels(cell)));
    return series.plot(
        "Where zero pages are looked for, by channels: "
            + CellWords.context(multifd.getFirst(), VARIED),
        "Lower is faster. multifd: in the channel threads; legacy: in the migration thread.",
        "channels",
        TIME,
        "ms");
  }

  private static void add(Series series, CellResult cell, String name) {
    int channels = Cells.channels(cell);
    series.add(cell, name, new Place(Integer.toString(channels), channels));
  }

  private static String name(CellResult cell, boolean kernels) {
    String way = CellWords.wayWithoutChannels(cell);
    return kernels ? way + ", " + cell.params().get(SCANNER) : way;
  }
}

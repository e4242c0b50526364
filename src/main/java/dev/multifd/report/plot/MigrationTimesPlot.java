package dev.multifd.report.plot;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Every whole migration of a guest that does not write, and the bare transfers of its pages. */
final class MigrationTimesPlot implements PlotKind {
  private static final Axis TIME = new Axis("whole migration, ms", Axis.Scale.LINEAR);
  private static final Set<String> GUEST = Set.of("nonZeroPages");
  private static final int MANY = 40;

  @Override
  public List<Plot> of(RunFile run) {
    List<CellResult> cells =
        Cells.measured(run.cells()).stream().filter(MigrationTimesPlot::isShown).toList();
    List<Plot> plots = new ArrayList<>();
    for (List<CellResult> ofGuest : groups(cells, MigrationTimesPlot::guest)) {
      Collection<List<CellResult>> parts =
          ofGuest.size() > MANY ? groups(ofGuest, CellResult::question) : List.of(ofGuest);
      parts.stream()
          .filter(part -> part.size() > 1)
          .map(MigrationTimesPlot::plot)
          .forEach(plots::add);
    }
    return plots;
  }

  private static boolean isShown(CellResult cell) {
    return !Cells.besideWriters(cell)
        && !Cells.isBesidePeer(cell)
        && (Cells.isMigration(cell) || Cells.isBareTransfer(cell));
  }

  private static String guest(CellResult cell) {
    String share = cell.params().getOrDefault("nonZeroPages", "");
    return CellWords.guest(cell) + (share.isEmpty() ? "" : ", " + share + " data");
  }

  private static Collection<List<CellResult>> groups(
      List<CellResult> cells, Function<CellResult, String> key) {
    Map<String, List<CellResult>> groups = new LinkedHashMap<>();
    cells.forEach(
        cell -> groups.computeIfAbsent(key.apply(cell), _ -> new ArrayList<>()).add(cell));
    return groups.values();
  }

  private static Plot plot(List<CellResult> cells) {
    RowPlot rows = new RowPlot("ms");
    cells.stream()
        .sorted(Comparator.comparingDouble(cell -> Forks.of(cell).median()))
        .forEach(cell ->
            rows.add(
                cell,
                Forks.of(cell),
                List.of(),
                CellWords.wayAndUnusual(cell, GUEST),
                CellWords.wayWithoutChannels(cell)));
    return rows.plot(
        "Whole migrations: " + guest(cells.getFirst()),
        "Fastest first. A bare transfer is writev and readv of the same pages and nothing else.",
        TIME);
  }
}

package dev.multifd.report.history;

import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One cell over the runs that measured it.
 *
 * @param cell its id
 * @param figure which of its figures
 * @param unit of the figures
 * @param measurements the oldest first, at least one
 */
public record CellHistory(String cell, Figure figure, String unit, List<Measurement> measurements) {
  public CellHistory {
    measurements = List.copyOf(measurements);
  }

  /**
   * All cells that are wanted and have the figure, in the order of the runs.
   *
   * @param runs of one host, in any order
   * @param wanted whether a cell is, by its id
   */
  public static List<CellHistory> of(List<RunFile> runs, Predicate<String> wanted, Figure figure) {
    Map<String, List<Measurement>> byCell = new LinkedHashMap<>();
    for (RunFile run : runs.stream().sorted(Comparator.comparing(RunFile::startedAt)).toList()) {
      for (CellResult cell : Cells.measured(run.cells())) {
        Forks figures = figure.of(cell);
        if (wanted.test(cell.id()) && !figures.isEmpty()) {
          byCell
              .computeIfAbsent(cell.id(), _ -> new ArrayList<>())
              .add(new Measurement(run, cell, figures));
        }
      }
    }
    List<CellHistory> histories = new ArrayList<>();
    byCell.forEach((id, measurements) ->
        histories.add(
            new CellHistory(id, figure, figure.unit(measurements.getLast().cell()), measurements)));
    return histories;
  }

  /** Whether a measurement is of the same as the newest one. */
  public boolean isComparable(Measurement measurement) {
    return measurement.isLike(measurements.getLast());
  }
}

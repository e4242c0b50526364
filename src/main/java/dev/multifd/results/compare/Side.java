package dev.multifd.results.compare;

import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is held against something else: one run, or several of one commit on one host.
 *
 * @param name how tables call it
 * @param origin where it comes from, such as a file's name
 * @param runs its runs, the oldest first; at least one
 */
public record Side(String name, String origin, List<RunFile> runs) {

  /** A side of one run that need not be in a file. */
  public static Side of(String name, RunFile run) {
    return new Side(name, name, List.of(run));
  }

  /**
   * Its cells. Of a cell that several runs measured, the one with the most forks counts, of two
   * with as many the newer. Forks of several runs are not put together: a run's forks share its
   * hour.
   */
  public List<MeasuredCell> cells() {
    Map<String, MeasuredCell> cells = new LinkedHashMap<>();
    for (RunFile run : runs) {
      for (CellResult cell : run.cells()) {
        cells.merge(
            cell.id(),
            new MeasuredCell(run, cell),
            (older, newer) -> newer.measuredForks() >= older.measuredForks() ? newer : older);
      }
    }
    return new ArrayList<>(cells.values());
  }

  Side named(String other) {
    return new Side(other, origin, runs);
  }

  /** Oldest first. */
  static List<RunFile> sorted(List<RunFile> runs) {
    return runs.stream().sorted(Comparator.comparing(RunFile::startedAt)).toList();
  }
}

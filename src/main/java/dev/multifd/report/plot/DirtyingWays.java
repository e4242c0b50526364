package dev.multifd.report.plot;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Forks;
import dev.multifd.report.plot.Values.End;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.List;
import java.util.Set;

/** What the charts of guests that go on writing have in common. */
final class DirtyingWays {
  /** What ways of migrating one guest may differ in. */
  static final Set<String> VARIED =
      Set.of(
          "mode",
          "zeroPageDetection",
          "channels",
          "dispatch",
          "accounting",
          "dirtyTracker",
          "cpus",
          "throttling",
          "limit");

  private static final String CONVERGED = "converged";

  private DirtyingWays() {}

  /** Cells of such guests, those of one guest together. */
  static List<List<CellResult>> byGuest(RunFile run) {
    return Cells.alike(run.cells().stream().filter(Cells::isDirtyingMigration).toList(), VARIED);
  }

  /** How the way of a cell is called. */
  static String name(CellResult cell) {
    return CellWords.wayAndUnusual(cell, Set.of("dirtyRate"));
  }

  /** How the migrations of the forks ended. */
  static List<End> ends(CellResult cell) {
    return Forks.ofCounter(cell, CONVERGED).figures().stream()
        .map(converged -> End.of(converged > 0.5))
        .toList();
  }
}

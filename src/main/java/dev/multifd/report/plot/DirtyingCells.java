package dev.multifd.report.plot;

import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.DirtyingWays;
import dev.multifd.report.cells.Forks;
import dev.multifd.report.plot.Values.End;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.List;

/** What the charts of guests that go on writing have in common. */
final class DirtyingCells {
  private static final String CONVERGED = "converged";

  private DirtyingCells() {}

  /** Cells of such guests, those of one guest together. */
  static List<List<CellResult>> byGuest(RunFile run) {
    return Cells.alike(
        run.cells().stream().filter(Cells::isDirtyingMigration).toList(), DirtyingWays.VARIED);
  }

  /** How the migrations of the forks ended. */
  static List<End> ends(CellResult cell) {
    return Forks.ofCounter(cell, CONVERGED).figures().stream()
        .map(converged -> End.of(converged > 0.5))
        .toList();
  }
}

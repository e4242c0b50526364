package dev.multifd.report.history;

import dev.multifd.report.cells.Figures;
import dev.multifd.report.cells.RunWords;
import dev.multifd.results.TextTable;
import java.util.List;

/** Histories as a table of text: a line a run, the oldest first. */
public final class HistoryText {
  private HistoryText() {}

  /** The lines. */
  public static List<String> lines(List<CellHistory> histories) {
    TextTable table = new TextTable();
    table.row(
        List.of("cell", "began (UTC)", "commit", "median", "[min, max]", "unit", "forks", ""));
    for (CellHistory history : histories) {
      for (Measurement run : history.measurements()) {
        table.row(
            List.of(
                history.cell(),
                RunWords.began(run.run()),
                RunWords.commit(run.run()),
                Figures.text(run.figures().median()),
                "[%s, %s]"
                    .formatted(
                        Figures.text(run.figures().min()), Figures.text(run.figures().max())),
                history.unit(),
                Integer.toString(run.figures().count()),
                history.isComparable(run) ? "" : "other parameters than the newest"));
      }
    }
    return table.lines();
  }
}

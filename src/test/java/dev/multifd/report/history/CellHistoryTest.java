package dev.multifd.report.history;

import static dev.multifd.report.SampleCells.migration;
import static dev.multifd.report.SampleCells.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.multifd.results.CellStatus;
import dev.multifd.results.RunFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellHistoryTest {
  private static final Figure SCORE = new Figure(Figure.SCORE);

  private static RunFile began(String instant, RunFile run) {
    return new RunFile(
        run.schemaVersion(),
        run.status(),
        null,
        instant,
        null,
        run.git(),
        run.environmentAtStart(),
        null,
        run.configuration(),
        List.of(),
        run.cells());
  }

  @Test
  void runsAreInOrderAndOthersParametersAreMarked() {
    RunFile newest =
        began(
            "2026-03-01T00:00:00Z",
            run(migration("multifd", "4").param("dispatch", "range").forks(3).get()));
    RunFile other =
        began(
            "2026-02-01T00:00:00Z",
            run(migration("multifd", "4").param("dispatch", "page").forks(2).get()));
    // From before there was the parameter: it may well be the same.
    RunFile oldest = began("2026-01-01T00:00:00Z", run(migration("multifd", "4").forks(1).get()));

    List<CellHistory> histories = CellHistory.of(List.of(other, newest, oldest), _ -> true, SCORE);

    assertThat(histories).hasSize(1);
    CellHistory history = histories.getFirst();
    assertThat(history.measurements())
        .extracting(run -> run.figures().median())
        .containsExactly(1.0, 2.0, 3.0);
    assertThat(history.measurements().stream().map(history::isComparable))
        .containsExactly(true, false, true);
    assertThat(HistoryText.lines(histories))
        .filteredOn(line -> line.contains("other parameters"))
        .hasSize(1)
        .allMatch(line -> line.contains("2026-02-01"));
  }

  @Test
  void cellsWithoutTheFigureAreNotThere() {
    RunFile run =
        run(
            migration("multifd", "4").forks(1).counter("totalMs", 5).get(),
            migration("legacy", "4").forks(1).get(),
            migration("none", "4").forks(1).counter("totalMs", 5).status(CellStatus.FAILED).get());
    assertThat(CellHistory.of(List.of(run), _ -> true, new Figure("totalMs")))
        .extracting(CellHistory::cell, CellHistory::unit)
        .containsExactly(tuple("idle-multifd-4", "#"));
  }
}

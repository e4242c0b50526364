package dev.multifd.report.answer;

import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.List;
import java.util.stream.Stream;

/** How pages should come to the channel threads. */
final class DispatchQuestion implements Question {
  private static final String CPU = "cpuNsPerPage";
  private static final Contrast DISPATCH =
      new Contrast(
          "dispatch",
          "range",
          "page",
          "claiming ranges of the dirty bitmap",
          "handing out page by page");

  @Override
  public String text() {
    return "Should whoever scans claim ranges, or be handed page by page?";
  }

  @Override
  public List<Finding> findings(RunFile run) {
    List<CellResult> cells = Cells.measured(run.cells());
    List<CellResult> migrations = cells.stream().filter(Cells::isIdleMigration).toList();
    List<CellResult> bookKeeping =
        cells.stream()
            .filter(cell -> !Cells.isMigration(cell))
            .filter(cell -> !Forks.ofCounter(cell, CPU).isEmpty())
            .toList();
    return Stream.of(
            DISPATCH.pairs(bookKeeping).stream().map(pair -> pair.byCost(CPU, "ns a page")),
            DISPATCH.pairs(migrations).stream().map(Pair::byTime))
        .map(Stream::toList)
        .flatMap(answers -> Finding.byName(answers).stream())
        .toList();
  }
}

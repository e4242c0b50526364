package dev.multifd.report.answer;

import dev.multifd.report.cells.Cells;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.List;

/**
 * What a value of a parameter is worth in migrations of guests that do not write.
 *
 * @param text the question
 * @param contrasts of the parameter
 */
record ContrastQuestion(String text, List<Contrast> contrasts) implements Question {
  @Override
  public List<Finding> findings(RunFile run) {
    List<CellResult> cells =
        Cells.measured(run.cells()).stream().filter(Cells::isIdleMigration).toList();
    return Finding.byName(
        contrasts.stream()
            .flatMap(contrast -> contrast.pairs(cells).stream())
            .map(Pair::byTime)
            .toList());
  }
}

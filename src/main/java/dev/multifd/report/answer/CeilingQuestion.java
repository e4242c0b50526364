package dev.multifd.report.answer;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Figures;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CeilingShare;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How near migrations come to a bare transfer of the same pages. */
final class CeilingQuestion implements Question {
  @Override
  public String text() {
    return "How near do migrations come to what the machine can do?";
  }

  @Override
  public List<Finding> findings(RunFile run) {
    List<CellResult> cells = Cells.measured(run.cells());
    List<Answer> answers = new ArrayList<>();
    for (CellResult cell : cells) {
      CellResult ceiling = CeilingShare.ceilingOf(cells, cell);
      if (ceiling != null
          && Cells.isIdleMigration(cell)
          && CeilingShare.percent(cells, cell) != null) {
        answers.add(answer(cell, ceiling));
      }
    }
    return Question.findings(answers);
  }

  private static Answer answer(CellResult cell, CellResult ceiling) {
    Forks time = Forks.of(cell);
    Forks bare = Forks.of(ceiling);
    Ratio share = Ratio.of(bare, time);
    String way = CellWords.wayAndUnusual(cell, Set.of());
    return new Answer(
        CellWords.guest(cell),
        "%s reaches %s of the speed of a bare writev and readv of its pages%s"
            .formatted(way, percent(share), Wording.doubt(share)),
        "%s against %s ms, medians of %d and %d forks"
            .formatted(
                Figures.text(time.median()),
                Figures.text(bare.median()),
                time.count(),
                bare.count()),
        way + " / bare transfer",
        share,
        List.of(cell.id(), ceiling.id()));
  }

  private static String percent(Ratio share) {
    String value = Figures.text(100 * share.value()) + " %";
    return share.confidence() == 0
        ? value
        : "%s [%s, %s]"
            .formatted(
                value, Figures.text(100 * share.low()), Figures.text(100 * share.high()));
  }
}

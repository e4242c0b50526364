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
    return answers.isEmpty()
        ? List.of()
        : List.of(new Finding("migrations / bare transfer", answers));
  }

  private static Answer answer(CellResult cell, CellResult ceiling) {
    Forks time = Forks.of(cell);
    Forks bare = Forks.of(ceiling);
    Ratio share = Ratio.of(bare, time);
    String way = CellWords.wayAndUnusual(cell, Set.of());
    return new Answer(
        CellWords.guest(cell),
        "%s reaches %s of the speed of a bare writev and readv of its pages"
            .formatted(way, Wording.percent(share)),
        "%s against %s ms; %d and %d forks"
            .formatted(
                Figures.text(time.median()),
                Figures.text(bare.median()),
                time.count(),
                bare.count()),
        way + " / bare transfer",
        share,
        List.of(cell.id(), ceiling.id()));
  }
}

package dev.multifd.report.answer;

import dev.multifd.report.cells.Cells;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What more channels are worth. */
final class ChannelsQuestion implements Question {
  private static final Set<String> CHANNELS = Set.of("channels");

  @Override
  public String text() {
    return "How many channels?";
  }

  @Override
  public List<Finding> findings(RunFile run) {
    List<CellResult> cells =
        run.cells().stream()
            .filter(Cells::isIdleMigration)
            .filter(cell -> !Cells.isPrecopy(cell))
            .toList();
    List<Answer> answers = new ArrayList<>();
    for (List<CellResult> alike : Cells.alike(cells, CHANNELS)) {
      answers.addAll(steps(alike));
    }
    return Finding.byName(answers);
  }

  /** Each number of channels beside the next smaller one. */
  private static List<Answer> steps(List<CellResult> alike) {
    List<CellResult> sorted =
        alike.stream().sorted(Comparator.comparingInt(Cells::channels)).toList();
    List<Answer> answers = new ArrayList<>();
    for (int i = 1; i < sorted.size(); i++) {
      CellResult more = sorted.get(i);
      CellResult fewer = sorted.get(i - 1);
      answers.add(new Pair(more, fewer, words(more), words(fewer), CHANNELS).byTime());
    }
    return answers;
  }

  private static String words(CellResult cell) {
    int channels = Cells.channels(cell);
    return "migrating over " + (channels == 1 ? "1 channel" : channels + " channels");
  }
}

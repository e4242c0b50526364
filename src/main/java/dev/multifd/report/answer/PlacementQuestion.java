package dev.multifd.report.answer;

import dev.multifd.report.cells.Cells;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which thread should look for zero pages. */
final class PlacementQuestion implements Question {
  private static final String MULTIFD = "detection in the channel threads";
  private static final String LEGACY = "detection in the migration thread";
  private static final String PRECOPY = "precopy";
  private static final Contrast DETECTION =
      new Contrast("zeroPageDetection", "multifd", "legacy", MULTIFD, LEGACY);

  /** What precopy and a way of multifd differ in. */
  private static final Set<String> WAY = Set.of("mode", "zeroPageDetection", "channels");

  /** The number of channels that precopy is held against, if there are cells of it. */
  private static final int USUAL_CHANNELS = 4;

  @Override
  public String text() {
    return "Who should look for zero pages?";
  }

  @Override
  public List<Finding> findings(RunFile run) {
    List<CellResult> cells =
        Cells.measured(run.cells()).stream().filter(Cells::isIdleMigration).toList();
    List<Answer> answers = new ArrayList<>();
    DETECTION.pairs(cells).stream().map(Pair::byTime).forEach(answers::add);
    answers.addAll(beforePrecopy(cells, "multifd", MULTIFD));
    answers.addAll(beforePrecopy(cells, "legacy", LEGACY));
    return Finding.byName(answers);
  }

  private static List<Answer> beforePrecopy(List<CellResult> cells, String detection, String name) {
    List<Answer> answers = new ArrayList<>();
    for (CellResult precopy : cells.stream().filter(Cells::isPrecopy).toList()) {
      Map<String, String> common = Cells.without(precopy, WAY);
      cells.stream()
          .filter(cell ->
              !Cells.isPrecopy(cell)
                  && detection.equals(cell.params().get("zeroPageDetection"))
                  && Cells.without(cell, WAY).equals(common))
          .min(Comparator.comparingInt(PlacementQuestion::unusual))
          .map(cell ->
              new Pair(
                      cell,
                      precopy,
                      name + " over " + Cells.channels(cell) + " channels",
                      PRECOPY,
                      WAY)
                  .byTime())
          .ifPresent(answers::add);
    }
    return answers;
  }

  private static int unusual(CellResult cell) {
    return Math.abs(Cells.channels(cell) - USUAL_CHANNELS);
  }
}

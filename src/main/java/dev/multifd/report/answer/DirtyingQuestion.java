package dev.multifd.report.answer;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.DirtyingWays;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the ways of migrating do beside a guest that goes on writing. */
final class DirtyingQuestion implements Question {
  private static final String CONVERGED = "converged";
  private static final String PAGES = "laterNormalPagesPerS";
  private static final Set<String> WAY = Set.of("mode", "zeroPageDetection", "channels");

  @Override
  public String text() {
    return "And a guest that goes on writing?";
  }

  @Override
  public List<Finding> findings(RunFile run) {
    List<CellResult> cells =
        Cells.measured(run.cells()).stream().filter(Cells::isDirtyingMigration).toList();
    List<Answer> convergence = new ArrayList<>();
    List<Answer> speed = new ArrayList<>();
    for (List<CellResult> ways : Cells.alike(cells, DirtyingWays.VARIED)) {
      convergence.addAll(convergence(ways));
    }
    List<CellResult> counted =
        cells.stream()
            .filter(cell -> !Forks.ofCounter(cell, PAGES).isEmpty())
            .filter(cell -> Forks.ofCounter(cell, PAGES).median() > 0)
            .toList();
    for (List<CellResult> ways : Cells.alike(counted, WAY)) {
      speed.addAll(speed(ways));
    }
    return Stream.concat(
            convergence.stream().map(answer -> new Finding("", List.of(answer))),
            Finding.byName(speed).stream())
        .toList();
  }

  /** An answer for each limit: that of a way may be shorter. */
  private static List<Answer> convergence(List<CellResult> ways) {
    return ways.stream()
        .map(cell -> cell.params().getOrDefault("limit", "?"))
        .distinct()
        .map(limit ->
            convergence(
                limit,
                ways.stream().filter(cell -> limit.equals(cell.params().get("limit"))).toList()))
        .toList();
  }

  private static Answer convergence(String limit, List<CellResult> ways) {
    return new Answer(
        CellWords.context(ways.getFirst(), DirtyingWays.VARIED),
        "converged within "
            + limit
            + " s, by forks: "
            + ways.stream()
                .map(cell -> DirtyingWays.name(cell) + " " + forks(cell))
                .collect(Collectors.joining("; ")),
        "a migration that has not converged then is given up",
        "",
        null,
        ways.stream().map(CellResult::id).toList());
  }

  private static String forks(CellResult cell) {
    Forks converged = Forks.ofCounter(cell, CONVERGED);
    return converged.figures().stream().filter(fork -> fork > 0.5).count()
        + " of "
        + converged.count();
  }

  /** The channel threads beside the migration thread, then either beside precopy. */
  private static List<Answer> speed(List<CellResult> ways) {
    List<Answer> answers = new ArrayList<>();
    addPairs(answers, ways, DirtyingQuestion::isOtherDetection);
    addPairs(answers, ways, (first, second) -> !Cells.isPrecopy(first) && Cells.isPrecopy(second));
    return answers;
  }

  private static void addPairs(
      List<Answer> answers,
      List<CellResult> ways,
      BiPredicate<CellResult, CellResult> isHeldAgainst) {
    for (CellResult first : ways) {
      ways.stream()
          .filter(second -> isHeldAgainst.test(first, second))
          .map(second ->
              new Pair(first, second, CellWords.way(first), CellWords.way(second), WAY)
                  .byPages(PAGES))
          .forEach(answers::add);
    }
  }

  private static boolean isOtherDetection(CellResult first, CellResult second) {
    return CellWords.wayWithoutChannels(first).equals("multifd")
        && CellWords.wayWithoutChannels(second).equals("legacy")
        && Cells.channels(first) == Cells.channels(second);
  }
}

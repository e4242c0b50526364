package dev.multifd.report.answer;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Figures;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.Metric;
import java.util.List;
import java.util.Set;

/**
 * Two cells that differ in what is asked about, and in nothing else that matters.
 *
 * @param first the cell that the sentence is about
 * @param second what it is held against
 * @param firstName a noun phrase for the first
 * @param secondName and for the second
 * @param varied the parameters that they differ in
 */
record Pair(
    CellResult first, CellResult second, String firstName, String secondName, Set<String> varied) {

  /** By the times of the shots. */
  Answer byTime() {
    Metric metric = first.metric();
    return answer(
        Wording.SPEED,
        Forks.of(first),
        Forks.of(second),
        Ratio.of(Forks.of(second), Forks.of(first)),
        metric == null ? "" : Figures.unit(metric.unit()));
  }

  /** By a counter of which less is better. */
  Answer byCost(String counter, String unit) {
    Forks firstCost = Forks.ofCounter(first, counter);
    Forks secondCost = Forks.ofCounter(second, counter);
    return answer(Wording.CHEAPNESS, firstCost, secondCost, Ratio.of(secondCost, firstCost), unit);
  }

  /** By a counter of pages in a second. */
  Answer byPages(String counter) {
    Forks firstSpeed = Forks.ofCounter(first, counter);
    Forks secondSpeed = Forks.ofCounter(second, counter);
    return answer(
        Wording.PAGES, firstSpeed, secondSpeed, Ratio.of(firstSpeed, secondSpeed), "pages/s");
  }

  private Answer answer(Wording wording, Forks figures, Forks others, Ratio ratio, String unit) {
    String context = CellWords.context(first, varied);
    return new Answer(
        context,
        wording.say(firstName, secondName, ratio),
        "%s against %s %s; %d and %d forks"
            .formatted(
                Figures.text(figures.median()),
                Figures.text(others.median()),
                unit,
                figures.count(),
                others.count()),
        firstName + " / " + secondName,
        ratio,
        List.of(first.id(), second.id()));
  }
}

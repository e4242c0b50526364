package dev.multifd.report.page;

import dev.multifd.report.answer.Answers;
import dev.multifd.report.answer.Topic;
import dev.multifd.report.cells.RunWords;
import dev.multifd.report.plot.LetterFigures;
import dev.multifd.report.plot.Plot;
import dev.multifd.report.plot.Plots;
import dev.multifd.results.CellResult;
import dev.multifd.results.CellStatus;
import dev.multifd.results.RunFile;
import dev.multifd.results.Warning;
import java.util.List;

/** One run: which it is, what it answers, and its charts. */
final class RunHtml {
  private RunHtml() {}

  /**
   * Writes it.
   *
   * @param id of the section, another for each of a page
   */
  static void write(Html html, String id, NamedRun named, List<LetterFigures> letter) {
    RunFile run = named.run();
    html.open("section", "class", "run", "id", id);
    html.element("h2", title(named));
    facts(html, named);
    warnings(html, run.warnings());
    List<Topic> topics = Answers.of(run);
    List<Plot> plots = Plots.of(run, letter);
    if (plots.isEmpty()) {
      html.element(
          "p",
          "This file has no cell that a chart is of: measure some with ./run-bench.sh.",
          "class",
          "note");
    }
    if (!topics.isEmpty()) {
      html.element("h2", "What it answers");
      AnswersHtml.write(html, topics);
    }
    for (int i = 0; i < plots.size(); i++) {
      PlotHtml.write(html, id + "-plot" + i, plots.get(i));
    }
    unmeasured(html, run.cells());
    html.close();
  }

  /** What a run is called in a list of them. */
  static String title(NamedRun named) {
    RunFile run = named.run();
    return "%s, commit %s, %s UTC"
        .formatted(RunWords.host(run), RunWords.commit(run), RunWords.began(run));
  }

  private static void facts(Html html, NamedRun named) {
    html.open("dl", "class", "facts");
    RunFacts.of(named.run())
        .forEach((name, fact) -> html.open("div").element("dt", name).element("dd", fact).close());
    html.open("div").element("dt", "file").element("dd", named.name()).close();
    html.close();
  }

  private static void warnings(Html html, List<Warning> warnings) {
    if (warnings.isEmpty()) {
      return;
    }
    html.open("aside", "class", "warnings");
    html.element("h3", "What makes these figures doubtful");
    html.open("ul");
    for (Warning warning : warnings) {
      html.open("li").text(warning.text() + ". ");
      html.element("span", "Remedy: " + warning.remedy(), "class", "remedy");
      html.close();
    }
    html.close().close();
  }

  private static void unmeasured(Html html, List<CellResult> cells) {
    List<CellResult> missing =
        cells.stream()
            .filter(
                cell -> cell.status() == CellStatus.FAILED || cell.status() == CellStatus.SKIPPED)
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    html.element("h3", "Cells that are in no chart");
    html.open("ul");
    for (CellResult cell : missing) {
      String why = cell.reason() == null ? "no reason given" : cell.reason();
      String what = cell.status() == CellStatus.FAILED ? "failed" : "skipped";
      html.element("li", cell.id() + ", " + what + ": " + why);
    }
    html.close();
  }
}

package dev.multifd.report.page;

import dev.multifd.report.plot.LetterFigures;
import java.util.List;

/** Runs as one page of HTML, one section each. */
public final class ReportPage {
  private static final String TITLE = "multifd-bench";

  private ReportPage() {}

  /**
   * The page.
   *
   * @param runs at least one
   * @param letter what the cover letter printed; empty if that is not known
   */
  public static String of(List<NamedRun> runs, List<LetterFigures> letter) {
    Html body = new Html();
    body.open("main").element("h1", TITLE);
    body.element(
        "p",
        "When a guest migrates, who should look for its zero pages: the migration thread or the"
            + " channel threads?",
        "class",
        "lead");
    if (runs.size() > 1) {
      contents(body, runs);
    }
    for (int i = 0; i < runs.size(); i++) {
      RunHtml.write(body, id(i), runs.get(i), letter);
    }
    body.close();
    return Document.of(title(runs), body);
  }

  private static String title(List<NamedRun> runs) {
    return runs.size() == 1
        ? TITLE + ": " + RunHtml.title(runs.getFirst())
        : TITLE + ": " + runs.size() + " runs";
  }

  private static void contents(Html html, List<NamedRun> runs) {
    html.open("nav").open("ol");
    for (int i = 0; i < runs.size(); i++) {
      html.open("li").element("a", RunHtml.title(runs.get(i)), "href", "#" + id(i)).close();
    }
    html.close().close();
  }

  private static String id(int run) {
    return "run" + run;
  }
}

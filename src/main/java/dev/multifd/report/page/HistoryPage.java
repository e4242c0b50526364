package dev.multifd.report.page;

import dev.multifd.report.history.CellHistory;
import dev.multifd.report.plot.HistoryPlot;
import java.util.List;

/** Histories of cells on one host, as one page of HTML. */
public final class HistoryPage {
  private HistoryPage() {}

  /**
   * The page.
   *
   * @param host what the host is called
   * @param histories a chart each
   */
  public static String of(String host, List<CellHistory> histories) {
    String title = "multifd-bench: history of " + host;
    Html body = new Html();
    body.open("main").element("h1", title);
    for (int i = 0; i < histories.size(); i++) {
      PlotHtml.write(body, "cell" + i, HistoryPlot.of(histories.get(i)));
    }
    body.close();
    return Document.of(title, body);
  }
}

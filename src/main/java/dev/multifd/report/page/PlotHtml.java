package dev.multifd.report.page;

import dev.multifd.report.plot.Hues;
import dev.multifd.report.plot.Plot;
import dev.multifd.report.plot.PlotTable;
import dev.multifd.report.plot.SeriesKey;
import java.util.List;

/** A chart with its caption, the meaning of its colours, and its values as a table. */
final class PlotHtml {
  private PlotHtml() {}

  /**
   * Writes it.
   *
   * @param id of the figure, another for each of a page
   */
  static void write(Html html, String id, Plot plot) {
    html.open("figure", "id", id);
    html.element("h3", plot.title());
    keys(html, plot.keys());
    html.open("div", "class", "plot", "data-plot", id, "role", "img", "aria-label", plot.title());
    html.close();
    html.element("figcaption", plot.caption());
    table(html, plot.table());
    data(html, id + "-spec", ScriptJson.of(plot.spec()));
    data(html, id + "-values", ScriptJson.of(plot.values()));
    html.close();
  }

  private static void keys(Html html, List<SeriesKey> keys) {
    if (keys.size() < 2) {
      return;
    }
    html.open("ul", "class", "keys");
    for (SeriesKey key : keys) {
      String style = key.hue() == Hues.REFERENCE ? "reference" : "hue-" + key.hue();
      html.element("li", key.name(), "class", style);
    }
    html.close();
  }

  private static void data(Html html, String id, String json) {
    html.verbatim("script", json, "type", "application/json", "id", id);
  }

  static void table(Html html, PlotTable table) {
    html.open("details").element("summary", "Values as a table");
    html.open("div", "class", "scroll").open("table").open("thead").open("tr");
    table.head().forEach(name -> html.element("th", name, "scope", "col"));
    html.close().close().open("tbody");
    for (List<String> row : table.rows()) {
      html.open("tr");
      row.forEach(text -> html.element("td", text));
      html.close();
    }
    html.close().close().close().close();
  }
}

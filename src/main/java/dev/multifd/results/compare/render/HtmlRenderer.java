package dev.multifd.results.compare.render;

import dev.multifd.results.compare.Comparison;
import dev.multifd.results.compare.Criteria;
import dev.multifd.results.compare.Row;
import dev.multifd.results.compare.Table;
import dev.multifd.results.compare.VerdictWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plain page of tables that needs no other file and no script. */
final class HtmlRenderer implements Renderer {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>multifd-bench: comparison</title>
      <style>
      :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
      table { border-collapse: collapse; margin: 1em 0; }
      th, td { padding: .2em .7em; text-align: right; border-bottom: 1px solid #8884; }
      th:first-child, td:first-child, th:last-child, td:last-child { text-align: left; }
      .regressed, .failed { color: #d33; font-weight: bold; }
      .improved { color: #283; font-weight: bold; }
      .inconclusive, .not-comparable, .new, .gone { color: #a70; }
      </style>
      <h1>Comparison</h1>
      """;

  @Override
  public String render(Comparison comparison) {
    List<String> findings = new ArrayList<>();
    comparison.tables().forEach(table -> findings.add(Legend.verdicts(table)));
    findings.add(String.join(" ", Legend.method(comparison)));
    comparison.notes().forEach(note -> findings.add("note: " + note));
    return HEAD
        + items(comparison.sides().stream().map(Legend::side).toList())
        + comparison.tables().stream()
            .map(table -> table(table, comparison.criteria()))
            .collect(Collectors.joining())
        + items(findings)
        + "</html>\n";
  }

  private static String table(Table table, Criteria criteria) {
    StringBuilder html = new StringBuilder("<table>\n");
    Legend.caption(table)
        .forEach(caption -> html.append("<caption>" + escape(caption) + "</caption>\n"));
    for (Block block : Block.of(table)) {
      html.append(line("tr", "th", Columns.head(block, table, criteria)));
      block.rows().forEach(row -> html.append(row(row)));
    }
    table.geomeans().forEach(mean -> html.append(line("tr", "td", Columns.of(mean))));
    return html.append("</table>\n").toString();
  }

  private static String row(Row row) {
    return line("tr class=\"" + style(row.verdict().word()) + "\"", "td", Columns.of(row));
  }

  private static String style(VerdictWord word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String line(String open, String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<" + tag + ">" + escape(cell) + "</" + tag + ">")
        .collect(Collectors.joining("", "<" + open + ">", "</tr>\n"));
  }

  private static String items(List<String> texts) {
    return texts.stream()
        .map(text -> "<li>" + escape(text) + "</li>\n")
        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

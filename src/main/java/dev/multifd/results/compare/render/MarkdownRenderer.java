package dev.multifd.results.compare.render;

import dev.multifd.results.compare.Comparison;
import dev.multifd.results.compare.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tables as GitHub's Markdown has them. */
final class MarkdownRenderer implements Renderer {
  private static final String RULE = "|---|---:|---:|---:|---:|---:|---|";

  @Override
  public String render(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    comparison.sides().forEach(side -> lines.add("* " + escape(Legend.side(side))));
    for (Table table : comparison.tables()) {
      Legend.caption(table).forEach(caption -> lines.addAll(List.of("", escape(caption))));
      for (Block block : Block.of(table)) {
        lines.add("");
        lines.add(line(Columns.head(block, table, comparison.criteria())));
        lines.add(RULE);
        block.rows().forEach(row -> lines.add(line(Columns.of(row))));
      }
      table.geomeans().forEach(mean -> lines.add(line(Columns.of(mean))));
    }
    lines.add("");
    comparison.tables().forEach(table -> lines.add("* " + escape(Legend.verdicts(table))));
    lines.add("* " + escape(String.join(" ", Legend.method(comparison))));
    comparison.notes().forEach(note -> lines.add("* note: " + escape(note)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(MarkdownRenderer::escape)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String escape(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\|*_~<`])", "\\\\$1");
  }
}

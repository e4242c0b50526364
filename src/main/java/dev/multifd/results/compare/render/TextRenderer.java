package dev.multifd.results.compare.render;

import dev.multifd.results.TextTable;
import dev.multifd.results.compare.Comparison;
import dev.multifd.results.compare.Criteria;
import dev.multifd.results.compare.Geomean;
import dev.multifd.results.compare.Row;
import dev.multifd.results.compare.Table;
import dev.multifd.results.compare.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns for a terminal, in the manner of Go's benchstat. */
final class TextRenderer implements Renderer {
  private static final int NAME = 0;
  private static final int VERDICT = 6;

  private final Palette palette;

  TextRenderer(Palette palette) {
    this.palette = palette;
  }

  @Override
  public String render(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    comparison.sides().forEach(side -> lines.add(clean(Legend.side(side))));
    for (Table table : comparison.tables()) {
      lines.add("");
      Legend.caption(table).forEach(caption -> lines.add(clean(caption)));
      lines.addAll(table(table, comparison.criteria()));
    }
    lines.add("");
    comparison.tables().forEach(table -> lines.add(clean(Legend.verdicts(table))));
    lines.addAll(Legend.method(comparison));
    comparison.notes().forEach(note -> lines.add(clean("note: " + note)));
    return String.join("\n", lines) + "\n";
  }

  /** All blocks of a table share the widths of its columns. */
  private List<String> table(Table table, Criteria criteria) {
    TextTable text = new TextTable(Set.of(NAME, VERDICT));
    List<@Nullable Verdict> verdicts = new ArrayList<>();
    for (Block block : Block.of(table)) {
      text.row(Columns.head(block, table, criteria));
      verdicts.add(null);
      for (Row row : block.rows()) {
        text.row(Columns.of(row));
        verdicts.add(row.verdict());
      }
    }
    for (Geomean mean : table.geomeans()) {
      text.row(Columns.of(mean));
      verdicts.add(null);
    }
    List<String> lines = new ArrayList<>();
    for (String line : text.lines()) {
      lines.add(paint(clean(line), verdicts.get(lines.size())));
    }
    return lines;
  }

  private String paint(String line, @Nullable Verdict verdict) {
    if (verdict == null) {
      return line;
    }
    int start = line.length() - verdict.text().length();
    return line.substring(0, start) + palette.paint(verdict.word(), line.substring(start));
  }

  /** Names come from files, and a file must not command the terminal. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}

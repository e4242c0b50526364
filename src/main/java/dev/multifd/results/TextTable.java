package dev.multifd.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows of cells padded into columns: some to the left, the others to the right. */
public final class TextTable {
  private static final String GAP = "  ";

  private final Set<Integer> toTheLeft;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table whose first column alone is padded to the left. */
  public TextTable() {
    this(Set.of(0));
  }

  /** A table in which the columns of those numbers, from 0, are padded to the left. */
  public TextTable(Set<Integer> toTheLeft) {
    this.toTheLeft = Set.copyOf(toTheLeft);
  }

  /** Adds a row; it may be shorter than others. */
  public void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** One line a row, without spaces at the end. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String padding = " ".repeat(width(column) - cell.length());
        line.append(column == 0 ? "" : GAP);
        line.append(toTheLeft.contains(column) ? cell + padding : padding + cell);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> column < row.size())
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }
}

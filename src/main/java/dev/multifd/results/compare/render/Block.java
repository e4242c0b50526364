package dev.multifd.results.compare.render;

import dev.multifd.results.Better;
import dev.multifd.results.compare.Row;
import dev.multifd.results.compare.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows of a table that have one unit.
 *
 * @param title what the figures are
 * @param rows the rows
 */
record Block(String title, List<Row> rows) {

  /** A table's rows by unit, in the order in which units come. */
  static List<Block> of(Table table) {
    Map<String, List<Row>> byTitle = new LinkedHashMap<>();
    for (Row row : table.rows()) {
      byTitle.computeIfAbsent(title(table, row), title -> new ArrayList<>()).add(row);
    }
    return byTitle.entrySet().stream()
        .map(entry -> new Block(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String title(Table table, Row row) {
    return row.unit().isEmpty()
        ? table.measure()
        : table.measure() + ", " + row.unit() + ", " + direction(row.better());
  }

  static String direction(Better better) {
    return better.name().toLowerCase(Locale.ROOT) + " is better";
  }
}

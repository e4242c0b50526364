package dev.multifd.evidence;

import java.util.List;

/**
 * A table of one shot, such as of its rounds.
 *
 * @param columns their names, each with its unit at the end
 * @param rows in the order of time
 */
public record Series(List<String> columns, List<List<Double>> rows) {
  /**
   * @throws IllegalArgumentException if a row has not as many values as there are columns
   */
  public Series {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Double> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " values under " + columns.size() + " columns");
      }
    }
  }
}

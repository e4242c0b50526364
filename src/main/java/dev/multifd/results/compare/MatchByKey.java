package dev.multifd.results.compare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cells of one run that differ in one key alone: its values are the columns, the first is the base.
 *
 * @param column the key
 * @param rowKeys what else must be the same in a row; none stands for everything else
 */
public record MatchByKey(ColumnKey column, List<String> rowKeys) implements Matching {
  private static final String OPTION = "--col";

  @Override
  public List<Pairing> pair(List<Side> sides, CellFilter filter) {
    if (sides.size() > 1) {
      throw new ComparisonException(OPTION + " compares inside one input: give no second one");
    }
    List<MeasuredCell> cells = filter.apply(sides).getFirst();
    CellKeys.check(OPTION, column.key(), cells);
    rowKeys.forEach(key -> CellKeys.check("--row", key, cells));
    List<String> values = values(cells);
    List<Map<String, MeasuredCell>> rows = rows(cells, values);
    List<Pairing> pairings = new ArrayList<>();
    for (String value : values.subList(1, values.size())) {
      List<Pair> pairs = pairs(rows, values.getFirst(), value);
      if (!pairs.isEmpty()) {
        pairings.add(new Pairing(column.key(), values.getFirst(), value, pairs));
      }
    }
    if (pairings.isEmpty()) {
      throw new ComparisonException(
          OPTION
              + " "
              + column.key()
              + ": no two cells differ in it alone (the base is "
              + values.getFirst()
              + "); name another base with "
              + OPTION
              + " "
              + column.key()
              + "=BASE,OTHER, or with --row what a row's cells must share");
    }
    return List.copyOf(pairings);
  }

  @Override
  public Set<Condition> conditions() {
    return EnumSet.of(Condition.HOST, Condition.JVM);
  }

  private List<String> values(List<MeasuredCell> cells) {
    Set<String> measured = new LinkedHashSet<>();
    for (MeasuredCell cell : cells) {
      String value = CellKeys.value(cell.cell(), column.key());
      if (value != null) {
        measured.add(value);
      }
    }
    List<String> values = column.values().isEmpty() ? List.copyOf(measured) : column.values();
    for (String value : values) {
      if (!measured.contains(value)) {
        throw new ComparisonException(
            OPTION
                + " "
                + column.key()
                + "="
                + value
                + ": no cell has that value; there are "
                + String.join(", ", measured));
      }
    }
    if (new LinkedHashSet<>(values).size() < 2) {
      throw new ComparisonException(
          OPTION
              + " "
              + column.key()
              + ": there is "
              + String.join(", ", values)
              + " alone, and nothing to hold against it");
    }
    return values;
  }

  /** Rows: what is the same in a row, and its cells by the column's value. */
  private List<Map<String, MeasuredCell>> rows(List<MeasuredCell> cells, List<String> values) {
    Map<Map<String, String>, Map<String, MeasuredCell>> rows = new LinkedHashMap<>();
    for (MeasuredCell cell : cells) {
      String value = CellKeys.value(cell.cell(), column.key());
      if (value == null || !values.contains(value)) {
        continue;
      }
      MeasuredCell other =
          rows.computeIfAbsent(identity(cell), row -> new LinkedHashMap<>())
              .putIfAbsent(value, cell);
      if (other != null) {
        throw new ComparisonException(
            other.cell().id()
                + " and "
                + cell.cell().id()
                + " are one row and both "
                + column.key()
                + "="
                + value
                + ": tell them apart with --row, or leave one out with --filter");
      }
    }
    return List.copyOf(rows.values());
  }

  private Map<String, String> identity(MeasuredCell cell) {
    Map<String, String> identity = new TreeMap<>();
    if (rowKeys.isEmpty()) {
      identity.putAll(new ParameterTraits().of(cell));
      identity.remove(column.key());
    }
    for (String key : rowKeys) {
      String value = CellKeys.value(cell.cell(), key);
      if (value != null) {
        identity.put(key, value);
      }
    }
    return identity;
  }

  private static List<Pair> pairs(
      List<Map<String, MeasuredCell>> rows, String baseValue, String value) {
    List<Pair> pairs = new ArrayList<>();
    for (Map<String, MeasuredCell> row : rows) {
      @Nullable MeasuredCell base = row.get(baseValue);
      @Nullable MeasuredCell contender = row.get(value);
      if (base != null && contender != null) {
        pairs.add(new Pair(RowName.of(base.cell().id(), contender.cell().id()), base, contender));
      }
    }
    return List.copyOf(pairs);
  }
}

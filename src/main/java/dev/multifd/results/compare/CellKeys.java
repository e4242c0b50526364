package dev.multifd.results.compare;

import dev.multifd.results.CellResult;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a cell can be chosen by: its parameters, and {@code id} and {@code question}. */
final class CellKeys {
  private static final String ID = "id";
  private static final String QUESTION = "question";

  private CellKeys() {}

  /** Null if the cell has no such key. */
  static @Nullable String value(CellResult cell, String key) {
    return switch (key) {
      case ID -> cell.id();
      case QUESTION -> cell.question();
      default -> cell.params().get(key);
    };
  }

  /** Refuses a key that no cell has. */
  static void check(String option, String key, Collection<MeasuredCell> cells) {
    if (cells.stream().noneMatch(cell -> value(cell.cell(), key) != null)) {
      throw new ComparisonException(
          option + " " + key + ": no cell has it; there are " + String.join(", ", names(cells)));
    }
  }

  /** All values of a key, sorted. */
  static Set<String> values(String key, Collection<MeasuredCell> cells) {
    Set<String> values = new TreeSet<>();
    for (MeasuredCell cell : cells) {
      String value = value(cell.cell(), key);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private static Set<String> names(Collection<MeasuredCell> cells) {
    Set<String> names = new TreeSet<>();
    cells.forEach(cell -> names.addAll(cell.cell().params().keySet()));
    names.add(ID);
    names.add(QUESTION);
    return names;
  }
}

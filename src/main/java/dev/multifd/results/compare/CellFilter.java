package dev.multifd.results.compare;

import dev.multifd.results.CellResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which cells take part.
 *
 * @param wanted values by key: a cell has one of the values of every key
 */
public record CellFilter(Map<String, Set<String>> wanted) {
  private static final String OPTION = "--filter";

  /** Takes all cells. */
  public static final CellFilter ALL = new CellFilter(Map.of());

  /**
   * Reads {@code key=value,value}; the same key twice adds values.
   *
   * @throws ComparisonException if one has no key or no value
   */
  public static CellFilter parse(List<String> texts) {
    Map<String, Set<String>> wanted = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new ComparisonException(
            OPTION + " " + text + ": write it key=value or key=value,value");
      }
      wanted
          .computeIfAbsent(text.substring(0, equals), key -> new LinkedHashSet<>())
          .addAll(List.of(text.substring(equals + 1).split(",", -1)));
    }
    return new CellFilter(wanted);
  }

  /**
   * The cells of each side that it lets through.
   *
   * @throws ComparisonException if no cell of any side has a key, or one of its values
   */
  List<List<MeasuredCell>> apply(List<Side> sides) {
    List<MeasuredCell> all = sides.stream().flatMap(side -> side.cells().stream()).toList();
    wanted.forEach((key, values) -> {
      CellKeys.check(OPTION, key, all);
      Set<String> measured = CellKeys.values(key, all);
      for (String value : values) {
        if (!measured.contains(value)) {
          throw new ComparisonException(
              OPTION
                  + " "
                  + key
                  + "="
                  + value
                  + ": no cell has that value; there are "
                  + String.join(", ", measured));
        }
      }
    });
    return sides.stream()
        .map(side -> side.cells().stream().filter(cell -> accepts(cell.cell())).toList())
        .toList();
  }

  private boolean accepts(CellResult cell) {
    return wanted.entrySet().stream()
        .allMatch(entry -> {
          String value = CellKeys.value(cell, entry.getKey());
          return value != null && entry.getValue().contains(value);
        });
  }
}

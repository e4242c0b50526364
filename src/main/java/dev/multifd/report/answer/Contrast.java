package dev.multifd.report.answer;

import dev.multifd.report.cells.Cells;
import dev.multifd.results.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two values of one parameter.
 *
 * @param parameter it
 * @param value what a sentence is about
 * @param other what that is held against
 * @param valueName a noun phrase for the value
 * @param otherName and for the other
 */
record Contrast(String parameter, String value, String other, String valueName, String otherName) {

  /** All pairs of cells that differ in this alone. */
  List<Pair> pairs(List<CellResult> cells) {
    List<Pair> pairs = new ArrayList<>();
    Set<String> varied = Set.of(parameter);
    for (CellResult first : cells) {
      if (value.equals(first.params().get(parameter))) {
        Map<String, String> common = Cells.without(first, varied);
        Optional<CellResult> second =
            cells.stream()
                .filter(cell ->
                    other.equals(cell.params().get(parameter))
                        && Cells.without(cell, varied).equals(common))
                .findFirst();
        second.ifPresent(cell -> pairs.add(new Pair(first, cell, valueName, otherName, varied)));
      }
    }
    return pairs;
  }
}

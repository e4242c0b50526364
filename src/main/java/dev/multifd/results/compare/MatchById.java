package dev.multifd.results.compare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cells of the same id in different runs: the first side is the base of all others. */
public record MatchById() implements Matching {

  @Override
  public List<Pairing> pair(List<Side> sides, CellFilter filter) {
    if (sides.size() < 2) {
      throw new ComparisonException(
          "one input alone: give a second one, or --col KEY to compare inside it");
    }
    List<List<MeasuredCell>> cells = filter.apply(sides);
    List<Pairing> pairings = new ArrayList<>();
    for (int other = 1; other < sides.size(); other++) {
      pairings.add(
          new Pairing(
              null,
              sides.getFirst().name(),
              sides.get(other).name(),
              pairs(byId(cells.getFirst()), byId(cells.get(other)))));
    }
    return List.copyOf(pairings);
  }

  @Override
  public Set<Condition> conditions() {
    return EnumSet.allOf(Condition.class);
  }

  private static Map<String, MeasuredCell> byId(List<MeasuredCell> cells) {
    Map<String, MeasuredCell> byId = new LinkedHashMap<>();
    cells.forEach(cell -> byId.put(cell.cell().id(), cell));
    return byId;
  }

  private static List<Pair> pairs(
      Map<String, MeasuredCell> base, Map<String, MeasuredCell> contender) {
    List<Pair> pairs = new ArrayList<>();
    base.forEach((id, cell) -> pairs.add(new Pair(id, cell, contender.get(id))));
    contender.forEach((id, cell) -> {
      if (!base.containsKey(id)) {
        pairs.add(new Pair(id, null, cell));
      }
    });
    return List.copyOf(pairs);
  }
}

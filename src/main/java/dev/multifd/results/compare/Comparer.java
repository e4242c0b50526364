package dev.multifd.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds runs against each other. */
public final class Comparer {
  private final CompareOptions options;

  /** A comparer that does it in that way. */
  public Comparer(CompareOptions options) {
    this.options = options;
  }

  /**
   * Holds each side against the first.
   *
   * @throws ComparisonException if there is nothing to compare
   */
  public Comparison compare(List<Side> sides) {
    List<Pairing> pairings = options.matching().pair(sides, options.filter());
    Comparability comparability =
        new Comparability(options.matching().conditions(), options.across());
    TableJudge judge = new TableJudge(options.criteria());
    List<Table> tables = new ArrayList<>();
    for (Pairing pairing : pairings) {
      for (Measure measure : options.measures()) {
        Table table = judge.judge(pairing, measure, comparability);
        if (!table.rows().isEmpty()) {
          tables.add(table);
        }
      }
    }
    if (tables.isEmpty()) {
      throw new ComparisonException("no cell has figures to compare");
    }
    Set<String> notes = new LinkedHashSet<>(RunNotes.gaps(sides));
    tables.forEach(table -> notes.addAll(TableNotes.of(table, options.criteria())));
    notes.addAll(RunNotes.doubts(sides));
    return new Comparison(
        List.copyOf(sides), options.criteria(), List.copyOf(tables), List.copyOf(notes));
  }
}

package dev.multifd.results.compare;

import java.util.List;

/**
 * All that came out of a comparison.
 *
 * @param sides what was compared, the base first; one alone if it was compared inside
 * @param criteria what counted as a difference
 * @param tables one for each contender and measure
 * @param notes what makes it doubtful or needs a word, one line each
 */
public record Comparison(
    List<Side> sides, Criteria criteria, List<Table> tables, List<String> notes) {

  /** What a script should make of it. */
  public Outcome outcome(FailOn failOn) {
    List<Row> rows = tables.stream().flatMap(table -> table.rows().stream()).toList();
    if (failOn != FailOn.NEVER && rows.stream().anyMatch(Row::regressed)) {
      return Outcome.REGRESSION;
    }
    return failOn == FailOn.INCONCLUSIVE && rows.stream().anyMatch(Row::undecided)
        ? Outcome.INCONCLUSIVE
        : Outcome.PASSED;
  }
}

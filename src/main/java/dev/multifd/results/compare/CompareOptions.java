package dev.multifd.results.compare;

import java.util.List;
import java.util.Set;

/**
 * How runs are compared.
 *
 * @param matching which cells are held against which
 * @param filter which cells take part
 * @param measures what they are compared by
 * @param across conditions that may differ
 * @param criteria what counts as a difference
 */
public record CompareOptions(
    Matching matching,
    CellFilter filter,
    List<Measure> measures,
    Set<Condition> across,
    Criteria criteria) {

  /** All cells of the same id by their scores, under the same conditions. */
  public static final CompareOptions DEFAULT =
      new CompareOptions(
          new MatchById(), CellFilter.ALL, Measures.usual(), Set.of(), Criteria.DEFAULT);
}

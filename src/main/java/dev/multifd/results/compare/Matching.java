package dev.multifd.results.compare;

import java.util.List;
import java.util.Set;

/** Which cells are held against which. */
public interface Matching {

  /**
   * Each contender against the base.
   *
   * @throws ComparisonException if there is nothing to pair
   */
  List<Pairing> pair(List<Side> sides, CellFilter filter);

  /** What must be alike in a pair. */
  Set<Condition> conditions();
}

package dev.multifd.report.cells;

import dev.multifd.results.CellResult;
import java.util.Set;

/** The ways of migrating a guest that goes on writing. */
public final class DirtyingWays {
  /** What ways of migrating one guest may differ in. */
  public static final Set<String> VARIED =
      Set.of(
          "mode",
          "zeroPageDetection",
          "channels",
          "dispatch",
          "accounting",
          "dirtyTracker",
          "cpus",
          "throttling",
          "limit");

  private DirtyingWays() {}

  /** How the way of a cell is called; the rate is its guest's. */
  public static String name(CellResult cell) {
    return CellWords.wayAndUnusual(cell, Set.of("dirtyRate"));
  }
}

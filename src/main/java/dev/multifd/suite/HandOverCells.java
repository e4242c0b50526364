package dev.multifd.suite;

import static dev.multifd.suite.Benchmark.HAND_OVER;

import java.util.ArrayList;
import java.util.List;

/** The rows of the budget table that ask how work should get to the channels. */
final class HandOverCells {
  private static final Cost COST = Cost.ofMillis(800, 130);
  private static final List<String> WAYS = List.of("cursor", "queue", "semaphore");
  private static final List<String> IDLES = List.of("busy-spin", "yielding", "sleeping", "backoff");

  private HandOverCells() {}

  static List<Cell> smoke() {
    return List.of(cell("cursor"));
  }

  static List<Cell> standard() {
    return cross(List.of("backoff"), List.of("4"), List.of("0"));
  }

  static List<Cell> lab() {
    return cross(IDLES, List.of("1", "2", "4", "8"), List.of("0", "2"));
  }

  private static List<Cell> cross(
      List<String> idles, List<String> channels, List<String> dirtyingThreads) {
    List<Cell> cells = new ArrayList<>();
    for (String dirtying : dirtyingThreads) {
      for (String count : channels) {
        for (String way : WAYS) {
          // A semaphore waits in its own way.
          for (String idle : way.equals("semaphore") ? List.of("backoff") : idles) {
            cells.add(
                cell(way)
                    .with(Param.IDLE, idle)
                    .with(Param.CHANNELS, count)
                    .with(Param.DIRTYING_THREADS, dirtying));
          }
        }
      }
    }
    return cells;
  }

  private static Cell cell(String way) {
    return Cell.of("hand-over", HAND_OVER, COST).with(Param.HAND_OVER, way);
  }
}

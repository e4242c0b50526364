package dev.multifd.suite;

import static dev.multifd.suite.Benchmark.DIRTYING_GUEST;
import static dev.multifd.suite.Benchmark.TRANSPORT_CEILING;

import java.util.ArrayList;
import java.util.List;

/** The rows of the budget table whose guest goes on writing while it migrates. */
final class DirtyingCells {
  private static final Cost SMALL = Cost.ofMillis(3000, 1500);
  private static final Cost LETTER = Cost.ofMillis(6000, 8000);
  private static final Cost LETTER_IDLE = Cost.ofMillis(6000, 2500);
  private static final Cost SWEPT = Cost.ofMillis(3000, 3500);

  private DirtyingCells() {}

  static List<Cell> smoke() {
    return List.of(
        small("multifd")
            .with(Param.GUEST_SIZE, "256M")
            .with(Param.STRESS_BYTES, "16M")
            .with(Param.LIMIT, "2"));
  }

  static List<Cell> quick() {
    return List.of(small("legacy"), small("multifd"));
  }

  static List<Cell> standard() {
    Cell multifd = small("multifd");
    return List.of(
        precopy(small("legacy")).with(Param.LIMIT, "3"),
        multifd.with(Param.DIRTY_TRACKER, "kernel"),
        v5(multifd));
  }

  /** The cover letter's guest whole, and for each mode how fast a guest may dirty. */
  static List<Cell> lab() {
    List<Cell> cells = new ArrayList<>();
    cells.add(small("multifd").with(Param.CHANNELS, "1"));
    cells.add(precopy(letter("legacy")));
    for (String detection : List.of("legacy", "multifd")) {
      for (String channels : List.of("1", "4")) {
        cells.add(letter(detection).with(Param.CHANNELS, channels));
      }
    }
    cells.add(v5(letter("multifd")));
    cells.add(precopy(letterIdle("legacy")));
    cells.add(letterIdle("legacy"));
    cells.add(letterIdle("multifd"));
    cells.add(v5(letterIdle("multifd")));
    for (String channels : List.of("1", "4")) {
      cells.add(bareBesideWriters(channels));
    }
    cells.add(letter("multifd").with(Param.DIRTY_TRACKER, "kernel"));
    cells.add(letter("multifd").with(Param.CPUS, "apart"));
    cells.add(precopy(letter("legacy")).with(Param.THROTTLING, "auto-converge"));
    for (String rate : List.of("200000", "400000", "600000", "800000", "1200000")) {
      cells.add(precopy(swept("legacy", rate)));
      cells.add(swept("legacy", rate));
      cells.add(swept("multifd", rate));
    }
    return cells;
  }

  /** A sixteenth of the cover letter's guest, and of what it dirties a fourth. */
  private static Cell small(String detection) {
    return Cell.of("dirtying", DIRTYING_GUEST, SMALL)
        .with(Param.GUEST_SIZE, "1G")
        .with(Param.STRESS_BYTES, "100M")
        .with(Param.ZERO_PAGE_DETECTION, detection);
  }

  private static Cell letter(String detection) {
    return Cell.of("letter", DIRTYING_GUEST, LETTER).with(Param.ZERO_PAGE_DETECTION, detection);
  }

  /** The letter's first scenario, under the same limit of bandwidth. */
  private static Cell letterIdle(String detection) {
    return letter(detection).with(Param.STRESS_WRITERS, "0").costing(LETTER_IDLE);
  }

  /** As many pages as the letter's writers dirty, moved bare beside as many writers. */
  private static Cell bareBesideWriters(String channels) {
    return Cell.of("letter", TRANSPORT_CEILING, SWEPT)
        .with(Param.GUEST_SIZE, "1600M")
        .with(Param.NON_ZERO_PAGES, "100%")
        .with(Param.DESTINATION_STATE, "warm")
        .with(Param.STRESS_WRITERS, "4")
        .with(Param.CHANNELS, channels)
        .baseline();
  }

  /**
   * A set of 1600 MiB and a downtime limit of 50 ms: with less of the one or more of the other the
   * whole set would fit the downtime, and everything converge.
   */
  private static Cell swept(String detection, String rate) {
    return Cell.of("converge", DIRTYING_GUEST, SWEPT)
        .with(Param.GUEST_SIZE, "2G")
        .with(Param.MAX_BANDWIDTH, "none")
        .with(Param.DOWNTIME_LIMIT_MS, "50")
        .with(Param.LIMIT, "5")
        .with(Param.DIRTY_RATE, rate)
        .with(Param.ZERO_PAGE_DETECTION, detection);
  }

  private static Cell precopy(Cell cell) {
    return cell.with(Param.MODE, "precopy").with(Param.CHANNELS, "1");
  }

  /** As the series booked it, which was page by page. */
  private static Cell v5(Cell cell) {
    return cell.with(Param.ACCOUNTING, "v5").with(Param.DISPATCH, "page");
  }
}

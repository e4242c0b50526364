package dev.multifd.suite;

import static dev.multifd.suite.Benchmark.SCAN;

import java.util.ArrayList;
import java.util.List;

/** The rows of the budget table that ask which kernel should look for zero pages. */
final class ScanCells {
  private static final Cost CACHE = Cost.ofMillis(1000, 90);
  private static final Cost MEMORY = Cost.ofMillis(1350, 220);
  private static final Cost SMALL_PAGES = Cost.ofMillis(3500, 250);
  private static final Cost FAULTS = Cost.ofMillis(1600, 450);

  /** What the pipeline takes unless told otherwise. */
  private static final String BEST = "best";

  /** The 64-bit loop that the vectors are held against. */
  private static final String LONGS = "longs8";

  private static final List<String> KERNELS =
      List.of("bytes", "longs", LONGS, "vector128", "vector256", "vector512", "mismatch", "memcmp");

  /** The two regimes that tell most: where the kernel is the limit, and where memory is. */
  private static final List<String> TELLING_REGIMES = List.of("l1", "dram-thp");

  private static final List<String> REGIMES =
      List.of(
          "l1",
          "l2",
          "l3",
          "dram-4k",
          "dram-thp",
          "never-touched-4k",
          "never-touched-thp",
          "read-touched-4k",
          "read-touched-thp");

  private ScanCells() {}

  static List<Cell> smoke() {
    return List.of(scan("l1", BEST));
  }

  static List<Cell> quick() {
    return TELLING_REGIMES.stream().map(regime -> scan(regime, BEST)).toList();
  }

  static List<Cell> standard() {
    List<Cell> cells = new ArrayList<>();
    for (String regime : TELLING_REGIMES) {
      KERNELS.forEach(kernel -> cells.add(scan(regime, kernel)));
    }
    REGIMES.forEach(regime -> cells.add(scan(regime, BEST)));
    return cells;
  }

  static List<Cell> lab() {
    List<Cell> cells = new ArrayList<>();
    for (String kernel : KERNELS) {
      for (String regime : REGIMES) {
        Cell zero = scan(regime, kernel);
        cells.add(zero);
        for (String pageSize : largePages(regime)) {
          cells.add(zero.with(Param.PAGE_SIZE, pageSize).asking("page-size"));
        }
        for (String content : contents(regime)) {
          cells.add(zero.with(Param.CONTENT, content).asking("content"));
        }
      }
    }
    return cells;
  }

  /**
   * Kernels at work: who scans, and with how many channels.
   *
   * @param migration what the cells have in common
   */
  static List<Cell> standardMigrations(Cell migration) {
    return migrations(
        migration, List.of(LONGS, BEST), List.of("written-zeroes"), List.of("1", "4"));
  }

  /** The same with more kernels and channels, and on memory that nobody touched. */
  static List<Cell> labMigrations(Cell migration) {
    return migrations(
        migration,
        KERNELS,
        List.of("never-touched", "written-zeroes"),
        List.of("1", "2", "4", "8"));
  }

  private static List<Cell> migrations(
      Cell migration, List<String> kernels, List<String> states, List<String> channels) {
    List<Cell> cells = new ArrayList<>();
    for (String kernel : kernels) {
      for (String state : states) {
        for (String detection : List.of("legacy", "multifd")) {
          for (String count : channels) {
            cells.add(
                migration
                    .with(Param.SCANNER, kernel)
                    .with(Param.SOURCE_STATE, state)
                    .with(Param.ZERO_PAGE_DETECTION, detection)
                    .with(Param.CHANNELS, count)
                    .asking("scanner"));
          }
        }
      }
    }
    return cells;
  }

  /** Pages of other sizes that a set of the regime holds. */
  private static List<String> largePages(String regime) {
    return switch (regime) {
      case "l1" -> List.of();
      case "l2" -> List.of("64K");
      default -> List.of("64K", "2M");
    };
  }

  /** What nobody wrote to is zero. */
  private static List<String> contents(String regime) {
    if (regime.contains("touched")) {
      return List.of();
    }
    List<String> contents =
        new ArrayList<>(List.of("byte-0", "byte-1", "byte-2047", "byte-4095", "byte-random"));
    if (regime.startsWith("dram")) {
      contents.add("idle");
    }
    return contents;
  }

  private static Cell scan(String regime, String kernel) {
    Cost cost =
        switch (regime) {
          case "l1", "l2", "l3" -> CACHE;
          case "dram-thp", "never-touched-thp", "read-touched-thp" -> MEMORY;
          case "dram-4k" -> SMALL_PAGES;
          default -> FAULTS;
        };
    return Cell.of("regime", SCAN, cost).with(Param.REGIME, regime).with(Param.SCANNER, kernel);
  }
}

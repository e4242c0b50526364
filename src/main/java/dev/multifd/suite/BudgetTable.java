package dev.multifd.suite;

import static dev.multifd.suite.Benchmark.DISPATCH;
import static dev.multifd.suite.Benchmark.IDLE_GUEST;
import static dev.multifd.suite.Benchmark.TRANSPORT_CEILING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The one table of what each profile measures and what that costs. Edit cells here and nowhere
 * else. Costs are milliseconds on two cores: setting up a fork, then one shot with its memory made
 * ready before and proved after. They only make the estimate before a run starts; while it runs,
 * measured times take their place. The first shot of a cold JVM takes half a second longer than the
 * others; that is in the set-up.
 */
final class BudgetTable {
  /** What every fork with an idle guest rehearses on a small one after its cold shot, at most. */
  private static final Duration REHEARSAL = Duration.ofMillis(700);

  private static final Cost IDLE_16G = idleCost(3200, 1100);
  private static final Cost IDLE_16G_ONE_THREAD = idleCost(3200, 1300);
  private static final Cost IDLE_16G_PAGED = idleCost(3500, 1700);
  private static final Cost IDLE_16G_PRESENCE = idleCost(3000, 700);
  private static final Cost IDLE_1G = idleCost(1600, 200);
  private static final Cost IDLE_1G_PAGED = idleCost(1600, 300);
  private static final Cost IDLE_256M = idleCost(1000, 150);
  private static final Cost IDLE_256G = idleCost(3500, 4000);
  private static final Cost IDLE_1T = idleCost(4000, 14000);
  private static final Cost NONE_1G = idleCost(1500, 1400);
  private static final Cost WRITTEN_16G = idleCost(8000, 3000);
  private static final Cost SMALL_PAGES_1G = idleCost(1500, 400);
  private static final Cost WRITTEN_1G = idleCost(1900, 250);
  private static final Cost IOV_512M = idleCost(1100, 250);
  private static final Cost IOV_1G_FULL = idleCost(1600, 1100);
  private static final Cost COMPRESSED_512M = idleCost(2500, 2500);
  private static final Cost CEILING_16G = idleCost(2500, 700);
  private static final Cost DISPATCH_RANGE = Cost.ofMillis(700, 30);
  private static final Cost DISPATCH_PAGE = Cost.ofMillis(700, 170);

  private static final List<String> CHANNELS = List.of("1", "2", "4", "8", "16");

  /** The telling ones first. */
  private static final List<String> PLACEMENTS = List.of("clusters", "one-block", "uniform");

  private BudgetTable() {}

  private static Cost idleCost(long setup, long shot) {
    return Cost.ofMillis(setup, shot).after(REHEARSAL);
  }

  /** The profile's rows; those that overlap, as crosses do, stand there more than once. */
  static List<Cell> rows(Profile profile) {
    return switch (profile) {
      case SMOKE -> smoke();
      case QUICK -> quick();
      case STANDARD -> standard();
      case LAB -> lab();
    };
  }

  private static List<Cell> smoke() {
    List<Cell> cells = new ArrayList<>();
    cells.add(ceiling("256M", "tcp").costing(IDLE_256M));
    cells.add(precopy("256M").costing(IDLE_256M));
    Cell idle = idle("256M", "multifd").costing(IDLE_256M);
    cells.add(idle.with(Param.ZERO_PAGE_DETECTION, "legacy"));
    cells.add(idle);
    cells.add(idle.with(Param.ZERO_PAGE_DETECTION, "none").asking("none"));
    cells.add(placed(idle, "one-block"));
    cells.add(paged(idle.with(Param.ZERO_PAGE_DETECTION, "legacy")));
    cells.add(paged(idle));
    cells.add(unix(idle));
    cells.add(mapped(idle).costing(IDLE_256M));
    cells.add(written(idle));
    cells.add(sized(idle.with(Param.GUEST_SIZE, "512M")));
    cells.add(dispatch("range"));
    cells.addAll(ScanCells.smoke());
    cells.addAll(HandOverCells.smoke());
    cells.addAll(DirtyingCells.smoke());
    return cells;
  }

  private static List<Cell> quick() {
    List<Cell> cells = new ArrayList<>();
    cells.add(ceiling("16G", "tcp").costing(CEILING_16G));
    cells.add(precopy("16G"));
    Cell multifd = idle("16G", "multifd");
    // The migration thread that scans is the limit at any number of channels: one will do.
    cells.add(legacy16G());
    cells.addAll(channels(multifd, "1", "4"));
    cells.add(placed(multifd, "one-block"));
    cells.add(mapped(placed(multifd, "one-block")));
    cells.add(paged(idle("1G", "legacy")).costing(IDLE_1G_PAGED));
    cells.add(paged(idle("1G", "multifd")).costing(IDLE_1G_PAGED));
    cells.add(sized(precopy("1G")).costing(IDLE_1G));
    cells.add(sized(idle("1G", "legacy")).costing(IDLE_1G));
    cells.add(sized(idle("1G", "multifd")).costing(IDLE_1G));
    cells.add(written(idle("1G", "legacy")).costing(WRITTEN_1G));
    cells.add(written(idle("1G", "multifd")).costing(WRITTEN_1G));
    cells.add(dispatch("range"));
    cells.add(dispatch("page"));
    cells.addAll(ScanCells.quick());
    cells.addAll(DirtyingCells.quick());
    return cells;
  }

  private static List<Cell> standard() {
    // First, since some are quick's too, and there ask another question.
    List<Cell> cells =
        new ArrayList<>(ScanCells.standardMigrations(idle("1G", "multifd").costing(WRITTEN_1G)));
    cells.addAll(quick());
    cells.add(ceiling("16G", "unix").costing(CEILING_16G));
    Cell legacy = legacy16G();
    Cell multifd = idle("16G", "multifd");
    cells.addAll(channels(legacy, "8"));
    cells.addAll(channels(multifd, "2", "8", "16"));
    cells.add(idle("1G", "none").asking("none").costing(NONE_1G));
    cells.add(paged(legacy).costing(IDLE_16G_PAGED));
    cells.add(paged(multifd).costing(IDLE_16G_PAGED));
    for (String placement : List.of("one-block", "uniform")) {
      cells.add(placed(legacy, placement));
      cells.add(placed(multifd, placement));
    }
    cells.add(unix(multifd));
    cells.add(mapped(multifd));
    cells.add(sized(idle("256G", "multifd")).costing(IDLE_256G));
    cells.add(smallPages(idle("1G", "legacy")).costing(SMALL_PAGES_1G));
    cells.add(smallPages(idle("1G", "multifd")).costing(SMALL_PAGES_1G));
    cells.add(dispatch("range").with(Param.PAGES, "normal"));
    cells.add(dispatch("page").with(Param.PAGES, "normal"));
    cells.addAll(
        IovCells.standard(
            idle("512M", "multifd").costing(IOV_512M),
            ceiling("512M", "tcp").costing(IOV_512M),
            idle("1G", "multifd").costing(IOV_1G_FULL),
            ceiling("1G", "tcp").costing(IOV_1G_FULL)));
    cells.addAll(HandOverCells.standard());
    cells.addAll(ScanCells.standard());
    cells.addAll(DirtyingCells.standard());
    return cells;
  }

  private static List<Cell> lab() {
    List<Cell> cells = new ArrayList<>(standard());
    cells.add(unix(legacy16G()));
    cells.add(mapped(legacy16G()));
    cells.add(written(legacy16G()).costing(WRITTEN_16G));
    cells.add(written(idle("16G", "multifd")).costing(WRITTEN_16G));
    cells.add(placed(legacy16G(), "low"));
    cells.add(placed(idle("16G", "multifd"), "low"));
    for (String transport : List.of("tcp", "unix")) {
      for (String channels : transport.equals("tcp") ? CHANNELS : CHANNELS.subList(0, 4)) {
        cells.add(ceiling("16G", transport).with(Param.CHANNELS, channels).costing(CEILING_16G));
        for (String placement : transport.equals("tcp") ? PLACEMENTS : PLACEMENTS.subList(0, 2)) {
          for (String detection : List.of("legacy", "multifd")) {
            for (String dispatch : List.of("range", "page")) {
              cells.add(
                  idle("16G", detection)
                      .with(Param.TRANSPORT, transport)
                      .with(Param.CHANNELS, channels)
                      .with(Param.PLACEMENT, placement)
                      .with(Param.DISPATCH, dispatch)
                      .asking("cross")
                      .costing(IDLE_16G_PAGED));
            }
          }
        }
      }
    }
    for (String size : List.of("32G", "64G", "128G", "256G")) {
      cells.add(sized(idle(size, "legacy")).costing(IDLE_256G));
      cells.add(sized(idle(size, "multifd")).costing(IDLE_256G));
    }
    cells.add(sized(idle("1T", "legacy")).costing(IDLE_1T));
    cells.add(sized(idle("1T", "multifd")).costing(IDLE_1T));
    cells.addAll(channels(mapped(idle("16G", "multifd")), "1", "2", "8"));
    cells.add(mapped(placed(idle("16G", "multifd"), "uniform")));
    cells.add(mapped(precopy("16G")));
    cells.add(mapped(idle("16G", "multifd").with(Param.SOURCE_STATE, "read-touched")));
    for (String detection : List.of("legacy", "multifd")) {
      Cell paged = idle("16G", detection).with(Param.DISPATCH, "page");
      cells.add(mapped(paged).costing(IDLE_16G_PAGED));
    }
    for (String method : List.of("pagemap-scan", "pagemap-read")) {
      cells.add(mapped(idle("16G", "multifd")).with(Param.PRESENCE_MAP, method));
    }
    for (String channels : List.of("1", "2", "4", "8")) {
      cells.addAll(channels(dispatch("range"), channels));
      cells.addAll(channels(dispatch("page"), channels));
    }
    cells.addAll(
        IovCells.lab(
            idle("512M", "multifd").costing(IOV_512M), ceiling("512M", "tcp").costing(IOV_512M)));
    cells.addAll(
        IovCells.methods(
            idle("512M", "multifd").costing(COMPRESSED_512M), List.of("1", "2", "4", "8")));
    cells.addAll(HandOverCells.lab());
    cells.addAll(ScanCells.lab());
    cells.addAll(DirtyingCells.lab());
    cells.addAll(ScanCells.labMigrations(idle("1G", "multifd").costing(WRITTEN_1G)));
    return cells;
  }

  private static Cell legacy16G() {
    return idle("16G", "legacy").costing(IDLE_16G_ONE_THREAD);
  }

  private static Cell idle(String guestSize, String detection) {
    return Cell.of("idle", IDLE_GUEST, IDLE_16G)
        .with(Param.GUEST_SIZE, guestSize)
        .with(Param.ZERO_PAGE_DETECTION, detection);
  }

  /** One channel, the migration thread looks for zero pages: what multifd is held against. */
  private static Cell precopy(String guestSize) {
    return idle(guestSize, "legacy")
        .with(Param.MODE, "precopy")
        .with(Param.CHANNELS, "1")
        .baseline()
        .costing(IDLE_16G_ONE_THREAD);
  }

  private static Cell ceiling(String guestSize, String transport) {
    return Cell.of("ceiling", TRANSPORT_CEILING, CEILING_16G)
        .with(Param.GUEST_SIZE, guestSize)
        .with(Param.TRANSPORT, transport)
        .baseline();
  }

  private static Cell dispatch(String dispatch) {
    Cost cost = dispatch.equals("page") ? DISPATCH_PAGE : DISPATCH_RANGE;
    return Cell.of("dispatch", DISPATCH, cost).with(Param.DISPATCH, dispatch);
  }

  private static List<Cell> channels(Cell cell, String... counts) {
    List<Cell> cells = new ArrayList<>();
    for (String count : counts) {
      cells.add(cell.with(Param.CHANNELS, count));
    }
    return cells;
  }

  private static Cell placed(Cell cell, String placement) {
    return cell.with(Param.PLACEMENT, placement).asking("placement");
  }

  /** QEMU's way: the migration thread hands out every page. */
  private static Cell paged(Cell cell) {
    return cell.with(Param.DISPATCH, "page").asking("page-dispatch");
  }

  private static Cell unix(Cell cell) {
    return cell.with(Param.TRANSPORT, "unix").asking("transport");
  }

  /** Pages that the kernel calls absent are not read. */
  private static Cell mapped(Cell cell) {
    return cell.with(Param.PRESENCE_MAP, "on").asking("presence").costing(IDLE_16G_PRESENCE);
  }

  private static Cell written(Cell cell) {
    return cell.with(Param.SOURCE_STATE, "written-zeroes").asking("written");
  }

  /** A fault for each page that is read. */
  private static Cell smallPages(Cell cell) {
    return cell.with(Param.SOURCE_HUGE_PAGES, "never").asking("small-pages");
  }

  private static Cell sized(Cell cell) {
    return cell.asking("size");
  }
}

package dev.multifd.suite;

import java.util.ArrayList;
import java.util.List;

/** The rows of the budget table that ask how packets should be written to their sockets. */
final class IovCells {
  /** From before the series to after it. */
  private static final List<String> TELLING =
      List.of("header-apart", "page-entries", "merged-runs");

  private static final List<String> ALL =
      List.of(
          "header-apart",
          "page-entries",
          "merged-runs",
          "several-packets",
          "one-buffer",
          "zero-copy");

  private IovCells() {}

  /**
   * The steps of the series, and one beyond it, on a guest half of whose pages are data, and on one
   * that is all data, which nobody looks at, and whose destination is memory already.
   *
   * @param migration what the cells of the first guest have in common
   * @param ceiling the bare transfer of its pages
   * @param fullMigration the same of the second guest, large enough that its set-up counts little
   */
  static List<Cell> standard(Cell migration, Cell ceiling, Cell fullMigration, Cell fullCeiling) {
    List<Cell> cells = new ArrayList<>();
    for (String channels : List.of("1", "4")) {
      addTelling(
          cells,
          half(written(migration)).with(Param.CHANNELS, channels),
          half(ceiling).with(Param.CHANNELS, channels));
      Cell bare = warm(full(fullCeiling)).with(Param.CHANNELS, channels);
      Cell unscanned = warm(full(fullMigration)).with(Param.ZERO_PAGE_DETECTION, "none");
      addTelling(cells, unscanned.with(Param.CHANNELS, channels), bare);
      cells.add(bare.with(Param.CALLS, "nio").subject());
    }
    return cells;
  }

  private static void addTelling(List<Cell> cells, Cell common, Cell ceiling) {
    cells.add(ceiling.baseline());
    for (String packing : TELLING) {
      cells.add(common.with(Param.PACKING, packing));
    }
  }

  /** The destination's memory is there too. */
  private static Cell warm(Cell cell) {
    return cell.with(Param.DESTINATION_STATE, "warm");
  }

  /** The source's memory is there, so that its faults are not what is measured. */
  private static Cell written(Cell cell) {
    return cell.with(Param.SOURCE_STATE, "written-zeroes");
  }

  private static Cell half(Cell cell) {
    return share(cell, "50%");
  }

  /** Every page is data. */
  private static Cell full(Cell cell) {
    return share(cell, "100%");
  }

  private static Cell share(Cell cell, String share) {
    return cell.with(Param.NON_ZERO_PAGES, share).asking("iov");
  }

  /** Every packing on every transport, with any number of channels and share of data. */
  static List<Cell> lab(Cell migration, Cell ceiling) {
    List<Cell> cells = new ArrayList<>();
    for (String transport : List.of("tcp", "unix")) {
      for (String channels : List.of("1", "2", "4", "8", "16")) {
        for (String share : List.of("0%", "", "50%", "100%")) {
          Cell bare = of(ceiling, transport, channels, share).baseline();
          Cell common = of(written(migration), transport, channels, share);
          addAll(cells, common, bare);
          switch (share) {
            case "0%" -> {}
            case "100%" -> addAll(cells, warm(common), warm(bare));
            default -> addAll(cells, uniform(common), uniform(bare));
          }
        }
      }
    }
    return cells;
  }

  private static void addAll(List<Cell> cells, Cell common, Cell ceiling) {
    cells.add(ceiling);
    for (String packing : ALL) {
      if (!packing.equals("zero-copy") || common.param(Param.TRANSPORT).equals("tcp")) {
        cells.add(common.with(Param.PACKING, packing));
      }
    }
  }

  /** Compression on a guest half of whose pages are data, of bytes that shrink or do not. */
  static List<Cell> methods(Cell migration, List<String> channels) {
    List<Cell> cells = new ArrayList<>();
    for (String count : channels) {
      for (String texture : List.of("random", "text")) {
        for (String method : List.of("none", "zlib", "zstd")) {
          cells.add(
              half(written(migration))
                  .with(Param.CHANNELS, count)
                  .with(Param.TEXTURE, texture)
                  .with(Param.COMPRESSION, method)
                  .asking("compression"));
        }
      }
    }
    return cells;
  }

  private static Cell uniform(Cell cell) {
    return cell.with(Param.PLACEMENT, "uniform");
  }

  private static Cell of(Cell cell, String transport, String channels, String share) {
    return cell.with(Param.TRANSPORT, transport)
        .with(Param.CHANNELS, channels)
        .with(Param.NON_ZERO_PAGES, share)
        .asking("iov");
  }
}

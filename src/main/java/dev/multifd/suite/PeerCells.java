package dev.multifd.suite;

import static dev.multifd.suite.Benchmark.PEER;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The cells that hold this pipeline against a real QEMU: each of four ways in each mode. */
final class PeerCells {
  private static final Cost SMALL = Cost.ofMillis(3000, 1500);
  private static final Cost LARGE = Cost.ofMillis(6000, 5500);

  private PeerCells() {}

  static List<Cell> rows(Profile profile) {
    return switch (profile) {
      case SMOKE -> ways(cell -> cell.with(Param.GUEST_SIZE, "256M").costing(SMALL));
      case QUICK -> quick();
      case STANDARD -> standard();
      case LAB -> lab();
    };
  }

  private static List<Cell> quick() {
    List<Cell> cells = new ArrayList<>();
    cells.addAll(ends(PeerCells::precopy));
    cells.addAll(ends(PeerCells::legacy));
    cells.addAll(ways(UnaryOperator.identity()));
    cells.add(way("java", "java").with(Param.PRESENCE_MAP, "on"));
    return cells;
  }

  private static List<Cell> standard() {
    List<Cell> cells = new ArrayList<>(quick());
    cells.addAll(ways(PeerCells::precopy));
    cells.addAll(ways(PeerCells::legacy));
    cells.addAll(ways(cell -> cell.with(Param.CHANNELS, "1")));
    cells.addAll(ways(cell -> cell.with(Param.PLACEMENT, "clusters")));
    return cells;
  }

  private static List<Cell> lab() {
    List<Cell> cells = new ArrayList<>(standard());
    for (String channels : List.of("1", "2", "8")) {
      cells.addAll(ways(cell -> cell.with(Param.CHANNELS, channels)));
      cells.addAll(ways(cell -> legacy(cell).with(Param.CHANNELS, channels)));
    }
    for (String method : List.of("zlib", "zstd")) {
      cells.addAll(ways(cell -> cell.with(Param.COMPRESSION, method).with(Param.GUEST_SIZE, "1G")));
    }
    return cells;
  }

  private static Cell precopy(Cell cell) {
    return cell.with(Param.MODE, "precopy").with(Param.CHANNELS, "1");
  }

  private static Cell legacy(Cell cell) {
    return cell.with(Param.ZERO_PAGE_DETECTION, "legacy");
  }

  /** QEMU's own first: all others are held against it. */
  private static List<Cell> ways(UnaryOperator<Cell> mode) {
    return List.of(
        mode.apply(way("qemu", "qemu")).baseline(),
        mode.apply(way("qemu", "java")),
        mode.apply(way("java", "qemu")),
        mode.apply(way("java", "java")));
  }

  /** Those with the same program at both ends. */
  private static List<Cell> ends(UnaryOperator<Cell> mode) {
    List<Cell> ways = ways(mode);
    return List.of(ways.getFirst(), ways.getLast());
  }

  private static Cell way(String source, String destination) {
    return Cell.of("peer", PEER, LARGE)
        .with(Param.SOURCE, source)
        .with(Param.DESTINATION, destination);
  }
}

package dev.multifd.report;

import dev.multifd.results.CellResult;
import dev.multifd.results.CellStatus;
import dev.multifd.results.ForkSummary;

/** Which cells of a run may be drawn. */
final class Cells {
  private Cells() {}

  /** Whether every fork measured and passed its checks. */
  static boolean measured(CellResult cell) {
    return cell.status() == CellStatus.OK && ForkSummary.of(cell.samples()) != null;
  }
}

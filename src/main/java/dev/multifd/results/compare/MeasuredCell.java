package dev.multifd.results.compare;

import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;

/**
 * A cell, and what it was measured in.
 *
 * @param run the run, for its conditions and the cells beside this one
 * @param cell the cell
 */
public record MeasuredCell(RunFile run, CellResult cell) {

  long measuredForks() {
    return cell.samples().stream().filter(shots -> !shots.isEmpty()).count();
  }
}

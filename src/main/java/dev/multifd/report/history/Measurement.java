package dev.multifd.report.history;

import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.Map;

/**
 * A cell in one run.
 *
 * @param run the run
 * @param cell the cell in it
 * @param figures of its forks, at least one
 */
public record Measurement(RunFile run, CellResult cell, Forks figures) {

  /** Whether another measured the same: no parameter that both name has another value. */
  public boolean isLike(Measurement other) {
    Map<String, String> theirs = other.cell.params();
    return cell.params().entrySet().stream()
        .allMatch(param ->
            theirs.getOrDefault(param.getKey(), param.getValue()).equals(param.getValue()));
  }
}

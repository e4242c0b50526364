package dev.multifd.report.history;

import dev.multifd.report.cells.Figures;
import dev.multifd.report.cells.Forks;
import dev.multifd.results.CellResult;
import dev.multifd.results.CounterSamples;
import dev.multifd.results.Metric;

/**
 * Which figure of a cell is meant.
 *
 * @param name {@link #SCORE}, or the name of a counter
 */
public record Figure(String name) {
  /** What JMH measured. */
  public static final String SCORE = "score";

  /** It, of each fork; none if the cell does not have it. */
  Forks of(CellResult cell) {
    return isScore() ? Forks.of(cell) : Forks.ofCounter(cell, name);
  }

  /** Its unit in a cell. */
  String unit(CellResult cell) {
    if (isScore()) {
      Metric metric = cell.metric();
      return metric == null ? "" : Figures.unit(metric.unit());
    }
    CounterSamples counter = cell.counters().get(name);
    return counter == null ? "" : counter.unit();
  }

  /** Whether it is what JMH measured. */
  public boolean isScore() {
    return name.equals(SCORE);
  }
}

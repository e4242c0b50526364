package dev.multifd.results.compare;

import dev.multifd.results.Metric;
import org.jspecify.annotations.Nullable;

/** The score of a cell, which is what the cell is for. */
record ScoreMeasure() implements Measure {
  static final String NAME = "score";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public @Nullable Figures of(MeasuredCell measured) {
    Metric metric = measured.cell().metric();
    return metric == null
        ? null
        : new Figures(metric.unit(), metric.better(), ForkFigures.of(measured.cell().samples()));
  }

  @Override
  public boolean ofEveryCell() {
    return true;
  }
}

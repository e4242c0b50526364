package dev.multifd.report.plot;

import dev.multifd.report.cells.Forks;
import dev.multifd.report.plot.Values.End;
import dev.multifd.results.CellResult;
import java.util.ArrayList;
import java.util.List;

/** Rows of figures: their points, colours and table together. */
final class RowPlot {
  private final Values values = new Values();
  private final Hues hues = new Hues();
  private final PlotTable.Builder table = new PlotTable.Builder("cell", "what");
  private final List<CellResult> cells = new ArrayList<>();
  private final String unit;
  private int rows;

  /**
   * @param unit of all figures
   */
  RowPlot(String unit) {
    this.unit = unit;
  }

  /** Adds a row of a cell. */
  void add(CellResult cell, Forks forks, List<End> ends, String name, String series) {
    cells.add(cell);
    add(cell.id(), forks, ends, name, series);
  }

  /**
   * Adds a row of what is no cell.
   *
   * @param source where it is from
   * @param name of the row
   * @param series whose colour it has
   */
  void add(String source, Forks forks, List<End> ends, String name, String series) {
    values.forks(RowsSpec.place(rows, name, forks, unit, hues.of(series)), forks, ends);
    table.forks(forks, source, name);
    rows++;
  }

  /** Whether there is nothing to show. */
  boolean isEmpty() {
    return rows == 0;
  }

  /** The chart of what was added. */
  Plot plot(String title, String caption, Axis axis) {
    return new Plot(
        title,
        caption + " Each ring is a fork, each bar their median. " + Captions.from(cells),
        hues.keys(),
        RowsSpec.of(axis, rows),
        values.points(),
        table.ofForks(unit));
  }
}

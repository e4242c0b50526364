package dev.multifd.report.plot;

import dev.multifd.report.cells.Forks;
import dev.multifd.report.plot.Values.End;
import dev.multifd.results.CellResult;
import java.util.ArrayList;
import java.util.List;

/** Series of cells over a few places: their points, colours and table together. */
final class Series {
  private final Values values = new Values();
  private final Hues hues = new Hues();
  private final PlotTable.Builder table;
  private final List<CellResult> cells = new ArrayList<>();

  /**
   * @param place what the places are, for the table
   */
  Series(String place) {
    this.table = new PlotTable.Builder("cell", "series", place);
  }

  /**
   * Adds a cell.
   *
   * @param name of the series
   * @param x what the place is called
   * @param order of the place among the others
   */
  void add(CellResult cell, String name, String x, double order) {
    add(cell, Forks.of(cell), List.of(), name, x, order);
  }

  /** Adds a cell with figures that are not its metric. */
  void add(
      CellResult cell, Forks forks, List<End> ends, String name, String x, double order) {
    values.forks(LinesSpec.place(name, hues.of(name), x, order), forks, ends);
    table.forks(forks, cell.id(), name, x);
    cells.add(cell);
  }

  /** The chart of what was added. */
  Plot plot(String title, String caption, String x, Axis axis, String unit) {
    return new Plot(
        title,
        caption + " Each ring is a fork, each filled dot their median. " + Captions.from(cells),
        hues.keys(),
        LinesSpec.of(x, axis),
        values.points(),
        table.ofForks(unit));
  }
}

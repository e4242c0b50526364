package dev.multifd.report.plot;

import dev.multifd.report.cells.Forks;
import dev.multifd.report.plot.LinesSpec.Place;
import dev.multifd.report.plot.Values.End;
import dev.multifd.results.CellResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Series of cells over a few places: their points, colours and table together. */
final class Series {
  private final Values values = new Values();
  private final Hues hues = new Hues();
  private final PlotTable.Builder table;
  private final Set<String> places = new HashSet<>();
  private final List<CellResult> cells = new ArrayList<>();

  /**
   * @param place what the places are, for the table
   */
  Series(String place) {
    this.table = new PlotTable.Builder("cell", "series", place);
  }

  /** Adds the times of a cell to the series of a name. */
  void add(CellResult cell, String name, Place place) {
    add(cell, Forks.of(cell), List.of(), name, place);
  }

  /** Adds figures of a cell, and how the migrations of its forks ended. */
  void add(CellResult cell, Forks forks, List<End> ends, String name, Place place) {
    int hue = hues.of(name);
    values.forks(LinesSpec.point(name, hues.slot(name), hue, place), forks, ends);
    places.add(place.name());
    table.forks(forks, cell.id(), name, place.name());
    cells.add(cell);
  }

  /** The chart of what was added. */
  Plot plot(String title, String caption, String x, Axis axis, String unit) {
    return new Plot(
        title,
        caption + " Each ring is a fork, each filled dot their median. " + Captions.from(cells),
        hues.keys(),
        LinesSpec.of(x, places.size(), hues.keys().size(), axis),
        values.points(),
        table.ofForks(unit));
  }
}

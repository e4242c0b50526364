package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.DirtyingWays;
import dev.multifd.report.cells.Figures;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import dev.multifd.results.SeriesSamples;
import java.util.ArrayList;
import java.util.List;

/** What was dirty after each synchronisation of a guest that goes on writing. */
final class DirtyingRoundsPlot implements PlotKind {
  private static final double MIB_A_PAGE = 4096.0 / (1 << 20);

  private static final String SPEC =
      """
      {
        "height": 340,
        "encoding": {
          "x": {"field": "seconds", "type": "quantitative",
                "title": "seconds since the migration began",
                "axis": {"tickCount": {"expr": "ceil(width / 90)"}}},
          "y": {"field": "value", "type": "quantitative",
                "title": "dirty after a synchronisation, MiB"},
          "color": {},
          "detail": {"field": "line", "type": "nominal"}
        },
        "layer": [
          {"mark": {"type": "line", "strokeWidth": 1.5, "opacity": 0.65}},
          {
            "mark": {"type": "point", "size": 22, "filled": true, "opacity": 0.85},
            "encoding": {
              "tooltip": [{"field": "name", "title": "way"},
                          {"field": "fork", "title": "fork"},
                          {"field": "round", "title": "round"},
                          {"field": "seconds", "type": "quantitative", "format": ".3f",
                           "title": "s"},
                          {"field": "value", "type": "quantitative", "format": ",.4~g",
                           "title": "MiB dirty"}]
            }
          }
        ]
      }
      """;

  @Override
  public List<Plot> of(RunFile run) {
    List<Plot> plots = new ArrayList<>();
    for (List<CellResult> ways : DirtyingCells.byGuest(run)) {
      Plot plot = plot(ways);
      if (!plot.values().isEmpty()) {
        plots.add(plot);
      }
    }
    return plots;
  }

  private static Plot plot(List<CellResult> ways) {
    Values values = new Values();
    Hues hues = new Hues();
    PlotTable.Builder table =
        new PlotTable.Builder("cell", "fork", "round", "began at, s", "dirty, MiB");
    List<CellResult> drawn = new ArrayList<>();
    for (CellResult cell : ways) {
      SeriesSamples rounds = cell.series().get("rounds");
      if (rounds != null && add(cell, rounds, values, hues, table)) {
        drawn.add(cell);
      }
    }
    return new Plot(
        "Round by round: " + CellWords.context(ways.getFirst(), DirtyingWays.VARIED),
        "A line a fork, its last shot; a dot is a synchronisation of the dirty bitmap, without the"
            + " first, which finds the whole guest. "
            + Captions.from(drawn),
        hues.keys(),
        Specs.of(SPEC),
        values.points(),
        table.ofTexts());
  }

  private static boolean add(
      CellResult cell, SeriesSamples rounds, Values values, Hues hues, PlotTable.Builder table) {
    int start = rounds.columns().indexOf("startMs");
    int dirty = rounds.columns().indexOf("dirtyPages");
    boolean drawn = false;
    for (int fork = 0; start >= 0 && dirty >= 0 && fork < rounds.rows().size(); fork++) {
      List<List<List<Double>>> shots = rounds.rows().get(fork);
      List<List<Double>> rows = shots.isEmpty() ? List.of() : shots.getLast();
      for (int round = 1; round < rows.size(); round++) {
        String name = DirtyingWays.name(cell);
        double seconds = rows.get(round).get(start) / 1e3;
        double mib = rows.get(round).get(dirty) * MIB_A_PAGE;
        ObjectNode place = Values.place().put("name", name).put("hue", hues.of(name));
        Values.put(place, "seconds", seconds);
        values
            .add(place, "round", mib)
            .put("fork", fork + 1)
            .put("round", round + 1)
            .put("line", name + " " + (fork + 1));
        table.row(
            cell.id(),
            Integer.toString(fork + 1),
            Integer.toString(round + 1),
            Figures.text(seconds),
            Figures.text(mib));
        drawn = true;
      }
    }
    return drawn;
  }
}

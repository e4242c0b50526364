package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Figures;
import dev.multifd.results.CellResult;
import dev.multifd.results.DurationHistograms;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** How long guests stood still: percentiles over all migrations of a cell. */
final class DowntimePlot implements PlotKind {
  private static final String DOWNTIME = "downtime";
  private static final double NS_PER_MS = 1e6;
  private static final Axis TIME = new Axis("downtime, ms", Axis.Scale.LOGARITHMIC);

  /** Below this many, the 99th percentile is the longest. */
  private static final double[] PERCENTILES = {50, 90, 99};

  /** The other percentiles, beside the median of the rows. */
  private static final String TAIL =
      """
      {
        "transform": [{"filter": "datum.kind == 'tail'"}],
        "mark": {"type": "tick", "yOffset": 9, "thickness": 2, "size": 10},
        "encoding": {
          "color": {},
          "x": {"field": "value", "type": "quantitative"},
          "tooltip": [{"field": "name", "title": "cell"},
                      {"field": "percentile"},
                      {"field": "value", "type": "quantitative", "format": ",.4~g",
                       "title": "ms"}]
        }
      }
      """;

  /** One cell with all that its histograms hold. */
  private record Row(CellResult cell, Histogram all, List<Histogram> forks) {
    double median() {
      return all.getValueAtPercentile(50) / NS_PER_MS;
    }
  }

  @Override
  public List<Plot> of(RunFile run) {
    List<Row> rows = new ArrayList<>();
    for (CellResult cell : Cells.measured(run.cells())) {
      DurationHistograms downtimes = cell.histograms().get(DOWNTIME);
      if (downtimes != null) {
        row(cell, downtimes).ifPresent(rows::add);
      }
    }
    return rows.isEmpty() ? List.of() : List.of(plot(rows));
  }

  private static Optional<Row> row(CellResult cell, DurationHistograms downtimes) {
    List<Histogram> forks = DurationDecoder.decode(downtimes);
    if (forks.isEmpty()) {
      return Optional.empty();
    }
    Histogram all = new Histogram(3);
    forks.forEach(all::add);
    return Optional.of(new Row(cell, all, forks));
  }

  private static Plot plot(List<Row> rows) {
    List<Row> sorted = rows.stream().sorted(Comparator.comparingDouble(Row::median)).toList();
    Values values = new Values();
    Hues hues = new Hues();
    PlotTable.Builder table =
        new PlotTable.Builder("cell", "p50, ms", "p90, ms", "p99, ms", "longest, ms", "downtimes");
    for (int i = 0; i < sorted.size(); i++) {
      add(sorted.get(i), i, values, hues);
      addTo(table, sorted.get(i));
    }
    ObjectNode spec = RowsSpec.of(TIME, sorted.size());
    spec.withArray("/layer").add(Specs.withColours(Specs.parse(TAIL)));
    return new Plot(
        "How long the guest stood still",
        "From the moment its writers were stopped until the destination had loaded everything. Over"
            + " all migrations of a cell together: the thick bar is the 50th percentile, thin ones"
            + " are the 90th and 99th percentile (of a few migrations, both are the longest), the"
            + " line goes from the shortest to the longest; a ring is the median of one fork. "
            + Captions.from(sorted.stream().map(Row::cell).toList()),
        hues.keys(),
        spec,
        values.points(),
        table.ofTexts());
  }

  private static void add(Row row, int place, Values values, Hues hues) {
    String name = CellWords.wayAndUnusual(row.cell, Set.of()) + ", " + CellWords.guest(row.cell);
    int hue = hues.of(CellWords.wayWithoutChannels(row.cell));
    ObjectNode at =
        Values.place()
            .put("row", place)
            .put("name", name)
            .put("label", Figures.text(row.median()) + " ms  ·  " + name)
            .put("hue", hue);
    for (int fork = 0; fork < row.forks.size(); fork++) {
      values
          .add(at, "fork", row.forks.get(fork).getValueAtPercentile(50) / NS_PER_MS)
          .put("fork", fork + 1)
          .put("end", "completed");
    }
    ObjectNode median = values.add(at, "median", row.median());
    median.put("low", row.all.getMinValue() / NS_PER_MS);
    median.put("high", row.all.getMaxValue() / NS_PER_MS);
    median.put("forks", row.forks.size());
    median.put("text", Figures.text(row.median()) + " ms");
    for (double percentile : PERCENTILES) {
      if (percentile > 50) {
        values
            .add(at, "tail", row.all.getValueAtPercentile(percentile) / NS_PER_MS)
            .put("percentile", "p" + Math.round(percentile));
      }
    }
  }

  private static void addTo(PlotTable.Builder table, Row row) {
    List<String> texts = new ArrayList<>(List.of(row.cell.id()));
    for (double percentile : PERCENTILES) {
      texts.add(Figures.text(row.all.getValueAtPercentile(percentile) / NS_PER_MS));
    }
    texts.add(Figures.text(row.all.getMaxValue() / NS_PER_MS));
    texts.add(Long.toString(row.all.getTotalCount()));
    table.row(texts.toArray(String[]::new));
  }
}

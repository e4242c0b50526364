package dev.multifd.report;

import dev.multifd.report.cells.Cells;
import dev.multifd.results.CellResult;
import dev.multifd.results.ForkSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Times over numbers, of channels for the most part: one line for each way of doing it, with the
 * forks' spread.
 */
final class ChannelLines {
  static final String CHANNELS = "channels";

  /** What the y axis shows. */
  static final String TIME = "whole migration, ms (median; bars: half the range of the forks)";

  private ChannelLines() {}

  /** Draws a line over channels through the cells of each name. */
  static void add(XYChart chart, List<CellResult> cells, Function<CellResult, String> name) {
    add(chart, cells, CHANNELS, name);
  }

  /** Draws a line over a parameter through the cells of each name. */
  static void add(
      XYChart chart, List<CellResult> cells, String x, Function<CellResult, String> name) {
    Map<String, List<CellResult>> lines = new LinkedHashMap<>();
    for (CellResult cell : cells) {
      lines.computeIfAbsent(name.apply(cell), _ -> new ArrayList<>()).add(cell);
    }
    lines.forEach((line, points) -> addLine(chart, line, x, points));
  }

  private static void addLine(XYChart chart, String name, String x, List<CellResult> points) {
    List<CellResult> sorted =
        points.stream()
            .sorted(Comparator.comparingInt((CellResult cell) -> Cells.number(cell, x)))
            .toList();
    List<Integer> numbers = new ArrayList<>();
    List<Double> medians = new ArrayList<>();
    List<Double> spreads = new ArrayList<>();
    for (CellResult cell : sorted) {
      ForkSummary time = ForkSummary.of(cell.samples());
      if (time != null) {
        numbers.add(Cells.number(cell, x));
        medians.add(time.median());
        spreads.add((time.max() - time.min()) / 2);
      }
    }
    if (!numbers.isEmpty()) {
      chart.addSeries(name, numbers, medians, spreads).setMarker(SeriesMarkers.CIRCLE);
    }
  }
}

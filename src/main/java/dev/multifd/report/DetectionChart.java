package dev.multifd.report;

import dev.multifd.results.CellResult;
import dev.multifd.results.ForkSummary;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Who scans, with which kernel and how many channels: the time of whole migrations, one chart for
 * each state of the source's memory.
 */
final class DetectionChart {
  private static final Set<String> AXES = Set.of("zeroPageDetection", "scanner", "channels");

  private DetectionChart() {}

  /** The charts that the run has figures for, by name. */
  static Map<String, XYChart> of(RunFile run) {
    Map<Map<String, String>, List<CellResult>> alike = new LinkedHashMap<>();
    for (CellResult cell : run.cells()) {
      if (Cells.measured(cell) && cell.params().keySet().containsAll(AXES)) {
        alike.computeIfAbsent(withoutAxes(cell), _ -> new ArrayList<>()).add(cell);
      }
    }
    Map<String, XYChart> charts = new LinkedHashMap<>();
    for (List<CellResult> cells : alike.values()) {
      if (cells.stream().anyMatch(cell -> cell.question().equals("scanner"))) {
        charts.put("detection-" + memory(cells.getFirst()), chart(run, cells));
      }
    }
    return charts;
  }

  /** What cells of one chart have in common; cells of other questions may belong to it too. */
  private static Map<String, String> withoutAxes(CellResult cell) {
    Map<String, String> others = new LinkedHashMap<>(cell.params());
    others.keySet().removeAll(AXES);
    return others;
  }

  private static String memory(CellResult cell) {
    String image = cell.params().getOrDefault("guest", "");
    return image.isEmpty() ? cell.params().getOrDefault("sourceState", "") : image;
  }

  private static XYChart chart(RunFile run, List<CellResult> cells) {
    XYChart chart =
        ChartStyle.lines(
            "Zero-page detection in a migration of "
                + cells.getFirst().params().get("guestSize")
                + ", "
                + memory(cells.getFirst()),
            "multifd channels",
            "whole migration, ms",
            run);
    Map<String, List<CellResult>> lines = new LinkedHashMap<>();
    for (CellResult cell : cells) {
      String line = cell.params().get("zeroPageDetection") + ", " + cell.params().get("scanner");
      lines.computeIfAbsent(line, _ -> new ArrayList<>()).add(cell);
    }
    lines.forEach((name, points) -> addLine(chart, name, points));
    return chart;
  }

  private static void addLine(XYChart chart, String name, List<CellResult> points) {
    List<CellResult> sorted =
        points.stream().sorted(Comparator.comparingInt(DetectionChart::channels)).toList();
    List<Integer> channels = new ArrayList<>();
    List<Double> medians = new ArrayList<>();
    List<Double> spreads = new ArrayList<>();
    for (CellResult cell : sorted) {
      ForkSummary time = ForkSummary.of(cell.samples());
      if (time != null) {
        channels.add(channels(cell));
        medians.add(time.median());
        spreads.add((time.max() - time.min()) / 2);
      }
    }
    chart.addSeries(name, channels, medians, spreads).setMarker(SeriesMarkers.CIRCLE);
  }

  private static int channels(CellResult cell) {
    return Integer.parseInt(cell.params().getOrDefault("channels", "1"));
  }
}

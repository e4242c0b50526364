package dev.multifd.report;

import dev.multifd.report.cells.Cells;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.XYChart;

/**
 * Who scans, with which kernel and how many channels: the time of whole migrations, one chart for
 * each state of the source's memory.
 */
final class DetectionChart {
  private static final String DETECTION = "zeroPageDetection";
  private static final String SCANNER = "scanner";

  private DetectionChart() {}

  /** The charts that the run has figures for, by name. */
  static Map<String, XYChart> of(RunFile run) {
    Map<String, XYChart> charts = new LinkedHashMap<>();
    Set<String> axes = Set.of(DETECTION, SCANNER, ChannelLines.CHANNELS);
    for (List<CellResult> cells : Cells.alike(run.cells(), axes)) {
      if (cells.stream().anyMatch(cell -> cell.question().equals("scanner"))) {
        charts.put("detection-" + memory(cells.getFirst()), chart(run, cells));
      }
    }
    return charts;
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
            ChannelLines.TIME,
            run);
    ChannelLines.add(
        chart, cells, cell -> cell.params().get(DETECTION) + ", " + cell.params().get(SCANNER));
    return chart;
  }
}

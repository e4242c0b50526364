package dev.multifd.report;

import dev.multifd.results.CeilingShare;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.knowm.xchart.XYChart;

/**
 * How packets are written, over how many channels: the time of whole migrations, and of the bare
 * transfer of their pages, one chart for each guest and transport.
 */
final class PackingChart {
  private static final String PACKING = "packing";

  private PackingChart() {}

  /** The charts that the run has figures for, by name. */
  static Map<String, XYChart> of(RunFile run) {
    Map<String, XYChart> charts = new LinkedHashMap<>();
    for (List<CellResult> cells :
        ChannelLines.alike(run.cells(), Set.of(PACKING, ChannelLines.CHANNELS))) {
      if (cells.stream().anyMatch(cell -> cell.question().equals("iov"))) {
        Map<String, String> params = cells.getFirst().params();
        charts.put("packing-" + String.join("-", words(params)), chart(run, cells));
      }
    }
    return charts;
  }

  private static List<String> words(Map<String, String> params) {
    return List.of(
        params.getOrDefault("transport", ""),
        params.getOrDefault("placement", ""),
        params.getOrDefault("nonZeroPages", "").replace("%", "pct"),
        params.getOrDefault("destinationState", ""));
  }

  private static XYChart chart(RunFile run, List<CellResult> cells) {
    Map<String, String> params = cells.getFirst().params();
    XYChart chart =
        ChartStyle.lines(
            "Packing of %s, %s of its pages data (%s), %s, %s destination"
                .formatted(
                    params.get("guestSize"),
                    params.get("nonZeroPages"),
                    params.get("placement"),
                    params.get("transport"),
                    params.get("destinationState")),
            "multifd channels",
            "whole migration, ms",
            run);
    ChannelLines.add(chart, cells, cell -> cell.params().getOrDefault(PACKING, ""));
    List<CellResult> ceilings =
        cells.stream()
            .map(cell -> CeilingShare.ceilingOf(run.cells(), cell))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    ChannelLines.add(chart, ceilings, _ -> "bare transfer");
    return chart;
  }
}

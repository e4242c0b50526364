package dev.multifd.report;

import dev.multifd.report.cells.Cells;
import dev.multifd.results.CeilingShare;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        Cells.alike(run.cells(), Set.of(PACKING, ChannelLines.CHANNELS))) {
      boolean image = !cells.getFirst().params().getOrDefault("guest", "").isEmpty();
      if (!image && cells.stream().anyMatch(cell -> cell.question().equals("iov"))) {
        charts.put("packing-" + name(cells.getFirst().params()), chart(run, cells));
      }
    }
    return charts;
  }

  private static String name(Map<String, String> params) {
    return Stream.of(
            params.get("guestSize"),
            params.get("transport"),
            params.get("placement"),
            share(params).replace("%", "pct"),
            params.get("sourceState"),
            params.get("destinationState"))
        .filter(Objects::nonNull)
        .collect(Collectors.joining("-"));
  }

  /** How many of the pages are data: the idle guest's, unless something else is said. */
  private static String share(Map<String, String> params) {
    String share = params.getOrDefault("nonZeroPages", "");
    return share.isEmpty() ? "idle" : share;
  }

  private static XYChart chart(RunFile run, List<CellResult> cells) {
    Map<String, String> params = cells.getFirst().params();
    XYChart chart =
        ChartStyle.lines(
            "Packing: %s guest, data pages: %s (%s), %s, %s destination"
                .formatted(
                    params.get("guestSize"),
                    share(params),
                    params.get("placement"),
                    params.get("transport"),
                    params.get("destinationState")),
            "multifd channels",
            ChannelLines.TIME,
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

package dev.multifd.report;

import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.DirtyingWays;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import dev.multifd.results.SeriesSamples;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Guests that go on writing: what was dirty after each synchronisation, and up to which rate of
 * dirtying a migration converges.
 */
final class DirtyingCharts {
  private static final String RATE = "dirtyRate";
  private static final double MIB_A_PAGE = 4096.0 / (1 << 20);

  private DirtyingCharts() {}

  /** The charts that the run has figures for, by name. */
  static Map<String, XYChart> of(RunFile run) {
    Map<String, XYChart> charts = new LinkedHashMap<>();
    for (List<CellResult> cells : Cells.alike(run.cells(), DirtyingWays.VARIED)) {
      if (!cells.getFirst().question().equals("converge")) {
        charts.put("dirtying-rounds-" + guest(cells.getFirst()), rounds(run, cells));
      }
    }
    Set<String> axes = new HashSet<>(DirtyingWays.VARIED);
    axes.add(RATE);
    for (List<CellResult> cells : Cells.alike(run.cells(), axes)) {
      List<CellResult> swept =
          cells.stream().filter(cell -> cell.question().equals("converge")).toList();
      if (!swept.isEmpty()) {
        charts.put("dirtying-rates-" + guest(swept.getFirst()), rates(run, swept));
      }
    }
    return charts;
  }

  private static String guest(CellResult cell) {
    Map<String, String> params = cell.params();
    return Stream.of("guestSize", "stressWriters", "stressBytes", "maxBandwidth")
        .map(params::get)
        .collect(Collectors.joining("-"));
  }

  private static XYChart rounds(RunFile run, List<CellResult> cells) {
    XYChart chart =
        ChartStyle.lines(
            "A dirtying guest: %s, %s x %s, limit %s/s"
                .formatted(
                    cells.getFirst().params().get("guestSize"),
                    cells.getFirst().params().get("stressWriters"),
                    cells.getFirst().params().get("stressBytes"),
                    cells.getFirst().params().get("maxBandwidth")),
            "seconds since the migration began",
            "MiB dirty after each synchronisation (first fork's last shot)",
            run);
    for (CellResult cell : cells) {
      Optional.ofNullable(cell.series().get("rounds"))
          .flatMap(DirtyingCharts::line)
          .ifPresent(line ->
              chart
                  .addSeries(DirtyingWays.name(cell), line.seconds, line.mib)
                  .setMarker(SeriesMarkers.CIRCLE));
    }
    return chart;
  }

  private record Line(List<Double> seconds, List<Double> mib) {}

  /** The last shot of the first fork that has any. Of its rounds the first is the whole guest. */
  private static Optional<Line> line(SeriesSamples samples) {
    int start = samples.columns().indexOf("startMs");
    int dirty = samples.columns().indexOf("dirtyPages");
    return samples.rows().stream()
        .filter(shots -> !shots.isEmpty())
        .map(List::getLast)
        .filter(rows -> rows.size() > 1)
        .findFirst()
        .map(rows -> rows.subList(1, rows.size()))
        .map(rows ->
            new Line(
                rows.stream().map(row -> row.get(start) / 1e3).toList(),
                rows.stream().map(row -> row.get(dirty) * MIB_A_PAGE).toList()));
  }

  private static XYChart rates(RunFile run, List<CellResult> cells) {
    XYChart chart =
        ChartStyle.lines(
            "How fast a guest may dirty: %s, %s x %s, downtime limit %s ms"
                .formatted(
                    cells.getFirst().params().get("guestSize"),
                    cells.getFirst().params().get("stressWriters"),
                    cells.getFirst().params().get("stressBytes"),
                    cells.getFirst().params().get("downtimeLimitMs")),
            "pages written a second",
            "until completed, or given up after %s s; ms (median; bars: half the range)"
                .formatted(cells.getFirst().params().get("limit")),
            run);
    ChannelLines.add(
        chart,
        cells.stream().filter(cell -> !"flat-out".equals(cell.params().get(RATE))).toList(),
        RATE,
        DirtyingWays::name);
    return chart;
  }
}

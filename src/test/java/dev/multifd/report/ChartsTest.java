package dev.multifd.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifd.results.Better;
import dev.multifd.results.CellResult;
import dev.multifd.results.CellRole;
import dev.multifd.results.CellStatus;
import dev.multifd.results.CounterSamples;
import dev.multifd.results.Metric;
import dev.multifd.results.ResultFile;
import dev.multifd.results.RunFile;
import dev.multifd.results.SeriesSamples;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class ChartsTest {
  @TempDir private Path folder;

  @BeforeEach
  void fontsAreThere() {
    assumeThat(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames())
        .as("fonts (Debian: apt-get install fontconfig)")
        .isNotEmpty();
  }

  private static RunFile run(List<CellResult> cells) throws IOException {
    RunFile committed =
        ResultFile.read(Path.of("results/vm-474168/20261123T182051Z-07fa23e9.json"));
    return new RunFile(
        committed.schemaVersion(),
        committed.status(),
        null,
        committed.startedAt(),
        committed.endedAt(),
        committed.git(),
        committed.environmentAtStart(),
        null,
        committed.configuration(),
        List.of(),
        cells);
  }

  private static CellResult cell(
      String question, Map<String, String> params, Map<String, List<List<Double>>> counters) {
    Map<String, CounterSamples> counted = new java.util.LinkedHashMap<>();
    counters.forEach((name, samples) -> counted.put(name, new CounterSamples("#", samples)));
    return new CellResult(
        question + params,
        question,
        CellRole.SUBJECT,
        "benchmark",
        params,
        CellStatus.OK,
        null,
        new Metric("ss", "ms/op", Better.LOWER),
        List.of(List.of(10.0), List.of(12.0)),
        counted,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  private static CellResult scan(String regime, String kernel, double percent) {
    return cell(
        "regime",
        Map.of("regime", regime, "scanner", kernel, "content", "zero", "pageSize", "4K"),
        Map.of(
            "percentOfLongs", List.of(List.of(percent), List.of(percent + 10)),
            "readGbPerS", List.of(List.of(30.0))));
  }

  private static CellResult migration(String detection, String channels) {
    return cell(
        "scanner",
        Map.of(
            "zeroPageDetection", detection,
            "scanner", "best",
            "channels", channels,
            "guestSize", "1G",
            "sourceState", "written-zeroes"),
        Map.of());
  }

  @Test
  void drawsWhatTheRunHasFiguresFor() throws IOException {
    List<CellResult> cells = new ArrayList<>();
    for (String kernel : List.of("longs8", "vector256")) {
      cells.add(scan("l1", kernel, 300));
      cells.add(scan("dram-thp", kernel, 110));
    }
    cells.add(scan("l2", "vector256", 200));
    for (String channels : List.of("4", "1")) {
      cells.add(migration("legacy", channels));
      cells.add(migration("multifd", channels));
    }

    RunFile run = run(cells);
    List<Path> charts = Charts.draw(run, folder.resolve("new"));

    assertThat(charts)
        .extracting(chart -> chart.getFileName().toString())
        .containsExactly("scan-regimes.svg", "detection-written-zeroes.svg");
    for (Path chart : charts) {
      assertThat(Files.readString(chart)).contains("<svg").endsWith("</svg>\n");
    }
    CategoryChart regimes = ScanRegimeChart.of(run).orElseThrow();
    assertThat(regimes.getXAxisTitle()).contains("commit 07fa23e9");
    assertThat(regimes.getSeriesMap()).containsOnlyKeys("longs8", "vector256");
    CategorySeries vectors = requireNonNull(regimes.getSeriesMap().get("vector256"));
    assertThat(vectors.getXData())
        .isEqualTo(List.of("l1, 30.00 GB/s", "l2, 30.00 GB/s", "dram-thp, 30.00 GB/s"));
    assertThat(vectors.getYData()).isEqualTo(List.of(3.05, 2.05, 1.15));
    XYChart detection = requireNonNull(DetectionChart.of(run).get("detection-written-zeroes"));
    XYSeries multifd = requireNonNull(detection.getSeriesMap().get("multifd, best"));
    assertThat(detection.getSeriesMap()).containsOnlyKeys("legacy, best", "multifd, best");
    assertThat(multifd.getXData()).containsExactly(1, 4);
    assertThat(multifd.getYData()).containsExactly(11, 11);
  }

  private static CellResult half(String question, Map<String, String> own, String channels) {
    Map<String, String> params = new java.util.LinkedHashMap<>(own);
    params.put("channels", channels);
    params.put("guestSize", "1G");
    params.put("placement", "clusters");
    params.put("nonZeroPages", "50%");
    params.putIfAbsent("transport", "unix");
    params.put("destinationState", "warm");
    return cell(question, params, Map.of());
  }

  @Test
  void drawsPackingsWithTheBareTransferOfTheSamePages() throws IOException {
    List<CellResult> cells = new ArrayList<>();
    for (String channels : List.of("1", "2")) {
      cells.add(half("ceiling", Map.of(), channels));
      cells.add(half("ceiling", Map.of("transport", "tcp"), channels));
      for (String packing : List.of("page-entries", "merged-runs")) {
        cells.add(half("iov", Map.of("packing", packing), channels));
      }
    }
    Map<String, XYChart> charts = PackingChart.of(run(cells));
    assertThat(charts).containsOnlyKeys("packing-1G-unix-clusters-50pct-warm");
    XYChart chart = requireNonNull(charts.get("packing-1G-unix-clusters-50pct-warm"));
    assertThat(chart.getSeriesMap())
        .containsOnlyKeys("page-entries", "merged-runs", "bare transfer");
    XYSeries bare = requireNonNull(chart.getSeriesMap().get("bare transfer"));
    assertThat(bare.getXData()).containsExactly(1, 2);
  }

  private static CellResult dirtying(String question, String mode, String rate) {
    CellResult cell =
        cell(
            question,
            Map.ofEntries(
                Map.entry("mode", mode),
                Map.entry("zeroPageDetection", "multifd"),
                Map.entry("channels", "4"),
                Map.entry("dispatch", "range"),
                Map.entry("accounting", "exact"),
                Map.entry("dirtyTracker", "software"),
                Map.entry("cpus", "shared"),
                Map.entry("throttling", "off"),
                Map.entry("limit", "5"),
                Map.entry("guestSize", "2G"),
                Map.entry("stressWriters", "4"),
                Map.entry("stressBytes", "400M"),
                Map.entry("downtimeLimitMs", "50"),
                Map.entry("maxBandwidth", "6G"),
                Map.entry("dirtyRate", rate)),
            Map.of());
    return new CellResult(
        cell.id(),
        cell.question(),
        cell.role(),
        cell.benchmark(),
        cell.params(),
        cell.status(),
        null,
        cell.metric(),
        cell.samples(),
        cell.counters(),
        cell.histograms(),
        Map.of(
            "rounds",
            new SeriesSamples(
                List.of("startMs", "dirtyPages"),
                List.of(
                    List.of(
                        List.of(List.of(0.0, 9.0)),
                        List.of(List.of(1.0, 1e6), List.of(2000.0, 512.0), List.of(3000.0, 256.0))),
                    List.of()))),
        cell.checks(),
        cell.coldShots(),
        null,
        cell.jmh());
  }

  @Test
  void drawsWhatWasDirtyAfterEachSynchronisation() throws IOException {
    Map<String, XYChart> charts =
        DirtyingCharts.of(
            run(
                List.of(
                    dirtying("letter", "precopy", "flat-out"),
                    dirtying("letter", "multifd", "flat-out"))));
    assertThat(charts).containsOnlyKeys("dirtying-rounds-2G-4-400M-6G");
    XYChart chart = requireNonNull(charts.get("dirtying-rounds-2G-4-400M-6G"));
    assertThat(chart.getSeriesMap()).containsOnlyKeys("precopy", "multifd, 4 ch");
    XYSeries precopy = requireNonNull(chart.getSeriesMap().get("precopy"));
    assertThat(precopy.getXData()).containsExactly(2, 3);
    assertThat(precopy.getYData()).containsExactly(2, 1);
  }

  @Test
  void drawsTheTimeOverTheRateOfDirtying() throws IOException {
    Map<String, XYChart> charts =
        DirtyingCharts.of(
            run(
                List.of(
                    dirtying("converge", "multifd", "400000"),
                    dirtying("converge", "multifd", "200000"),
                    dirtying("converge", "precopy", "200000"))));
    assertThat(charts).containsOnlyKeys("dirtying-rates-2G-4-400M-6G");
    XYChart chart = requireNonNull(charts.get("dirtying-rates-2G-4-400M-6G"));
    XYSeries multifd = requireNonNull(chart.getSeriesMap().get("multifd, 4 ch"));
    assertThat(multifd.getXData()).containsExactly(200_000, 400_000);
    assertThat(multifd.getYData()).containsExactly(11, 11);
  }

  @Test
  void drawsNothingOfARunWithoutSuchCells() throws IOException {
    assertThat(Charts.draw(run(List.of(scan("l1", "best", 100))), folder.resolve("new"))).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }
}

package dev.multifd.report;

import dev.multifd.results.Better;
import dev.multifd.results.CellResult;
import dev.multifd.results.CellRole;
import dev.multifd.results.CellStatus;
import dev.multifd.results.CounterSamples;
import dev.multifd.results.DurationHistograms;
import dev.multifd.results.DurationSummary;
import dev.multifd.results.Metric;
import dev.multifd.results.ResultFile;
import dev.multifd.results.RunFile;
import dev.multifd.results.SeriesSamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Cells and runs made up for tests. */
public final class SampleCells {
  private final String id;
  private final String question;
  private final Map<String, String> params = new LinkedHashMap<>();
  private final Map<String, CounterSamples> counters = new LinkedHashMap<>();
  private final Map<String, SeriesSamples> series = new LinkedHashMap<>();
  private final Map<String, DurationHistograms> histograms = new LinkedHashMap<>();
  private List<List<Double>> samples = List.of();
  private CellStatus status = CellStatus.OK;

  private SampleCells(String id, String question) {
    this.id = id;
    this.question = question;
  }

  public static SampleCells cell(String id, String question) {
    return new SampleCells(id, question);
  }

  /** An idle guest's migration. */
  public static SampleCells migration(String detection, String channels) {
    return cell("idle-" + detection + "-" + channels, "idle")
        .param("mode", "multifd")
        .param("zeroPageDetection", detection)
        .param("channels", channels)
        .param("guestSize", "1G");
  }

  /** A migration of the cover letter's dirtying guest. */
  public static SampleCells dirtying(String detection, double converged, double pagesPerS) {
    return cell("dirtying-" + detection, "letter")
        .param("mode", "multifd")
        .param("zeroPageDetection", detection)
        .param("channels", "4")
        .param("guestSize", "16G")
        .param("stressWriters", "4")
        .param("stressBytes", "400M")
        .param("maxBandwidth", "6G")
        .param("downtimeLimitMs", "300")
        .param("dirtyRate", "flat-out")
        .param("dispatch", "range")
        .param("accounting", "exact")
        .param("dirtyTracker", "software")
        .param("cpus", "shared")
        .param("throttling", "off")
        .param("limit", "10")
        .forks(10_000)
        .counter("converged", converged)
        .counter("laterNormalPagesPerS", pagesPerS);
  }

  public SampleCells param(String name, String value) {
    params.put(name, value);
    return this;
  }

  /** One shot a fork. */
  public SampleCells forks(double... forks) {
    samples = samples(forks);
    return this;
  }

  public SampleCells counter(String name, double... forks) {
    counters.put(name, new CounterSamples("#", samples(forks)));
    return this;
  }

  public SampleCells series(String name, SeriesSamples table) {
    series.put(name, table);
    return this;
  }

  /** A histogram of downtimes a fork; of one without any, what cannot be decoded. */
  public SampleCells downtimesMs(double[]... forks) {
    List<@Nullable DurationSummary> summaries = new ArrayList<>();
    for (double[] ms : forks) {
      Histogram histogram = new Histogram(3);
      DoubleStream.of(ms).forEach(value -> histogram.recordValue(Math.round(value * 1e6)));
      ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
      int length = histogram.encodeIntoCompressedByteBuffer(buffer);
      String encoded =
          ms.length == 0
              ? "no histogram"
              : Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
      summaries.add(new DurationSummary(ms.length, 0, 0, 0, 0, 0, encoded));
    }
    summaries.add(null);
    histograms.put("downtime", new DurationHistograms("ns", summaries, List.of()));
    return this;
  }

  public SampleCells status(CellStatus value) {
    status = value;
    return this;
  }

  public CellResult get() {
    return new CellResult(
        id,
        question,
        CellRole.SUBJECT,
        "benchmark",
        params,
        status,
        status == CellStatus.OK ? null : "no reason",
        new Metric("ss", "ms/op", Better.LOWER),
        samples,
        counters,
        histograms,
        series,
        List.of(),
        List.of(),
        null,
        List.of());
  }

  private static List<List<Double>> samples(double... forks) {
    return DoubleStream.of(forks).mapToObj(List::of).toList();
  }

  /** A committed run with other cells. */
  public static RunFile run(CellResult... cells) {
    RunFile committed = read(Path.of("results/vm-474168/20261126T123322Z-b2336af1.json"));
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
        new ArrayList<>(List.of(cells)));
  }

  public static RunFile read(Path file) {
    try {
      return ResultFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

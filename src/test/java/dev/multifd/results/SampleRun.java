package dev.multifd.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small run with a cell of every kind. */
public final class SampleRun {
  static final GitInfo GIT = new GitInfo("0123456789abcdef0123456789abcdef01234567", true);

  private SampleRun() {}

  static RunFile of(RunStatus status) {
    Environment environment = environment();
    return new RunFile(
        RunFile.SCHEMA_VERSION,
        status,
        "before the patch",
        "2026-01-02T03:04:05Z",
        status == RunStatus.COMPLETE ? "2026-01-02T03:12:05Z" : null,
        GIT,
        environment,
        status == RunStatus.COMPLETE ? environment : null,
        new Configuration(
            "quick", 2, 1, 2, List.of("-Xmx512m"), List.of("--forks", "2"), Map.of("only", "idle")),
        List.of(new Warning("the load was high", "run again")),
        List.of(measured(), failed(), skipped()));
  }

  /** A host about which everything is known but its frequency governor. */
  public static Environment environment() {
    return new Environment(
        "2026-01-02T03:04:05Z",
        new HostIdentity("lab", "0123456789ab"),
        "6.12.3",
        "amd64",
        new CpuInfo(
            "Example CPU",
            4,
            2,
            true,
            1,
            null,
            null,
            false,
            256,
            List.of(new CacheInfo(1, "Data", 32_768L, 2))),
        new MemoryInfo(
            17_179_869_184L,
            8_589_934_592L,
            null,
            "madvise",
            "madvise",
            true,
            "8388608",
            "unlimited",
            "max",
            null),
        new NetworkInfo("4096 131072 6291456", "4096 16384 4194304", 212_992L, 212_992L),
        new LoadInfo(0.25, 0.5, 0.75, 1000L, 0L),
        new JvmInfo("OpenJDK 64-Bit Server VM", "25", "Example", List.of("-Xmx512m"), 256));
  }

  private static CellResult measured() {
    return new CellResult(
        "idle-16G-clusters-precopy",
        "idle",
        CellRole.BASELINE,
        "dev.multifd.bench.Example.migrate",
        Map.of("sourceState", "never-touched"),
        CellStatus.OK,
        null,
        new Metric("ss", "ms/op", Better.LOWER),
        List.of(List.of(312.5, 310.5), List.of(320.25, 330.75)),
        counters(),
        histograms(),
        series(),
        List.of(new Check("RAM identical", true, 6, "149420 pages compared, 4045078 absent")),
        Arrays.<@Nullable Double>asList(500.5, null),
        null,
        Arrays.asList(jmh("[312.5, 310.5]"), jmh("[320.25, 330.75]")));
  }

  private static Map<String, SeriesSamples> series() {
    return Map.of(
        "rounds",
        new SeriesSamples(
            List.of("startMs", "dirtyPages"),
            List.of(
                List.of(List.of(List.of(0.5, 100.0), List.of(7.25, 3.0)), List.of()), List.of())));
  }

  private static Map<String, CounterSamples> counters() {
    Map<String, CounterSamples> counters = new LinkedHashMap<>();
    counters.put(
        "totalMs", new CounterSamples("ms", List.of(List.of(300.5, 300.5), List.of(300.5, 300.5))));
    counters.put(
        "normalPages", new CounterSamples("pages", List.of(List.of(7.0, 7.0), List.of(7.0, 7.0))));
    return counters;
  }

  private static Map<String, DurationHistograms> histograms() {
    DurationSummary summary =
        new DurationSummary(
            2, 1_000, 2_001, 2_001, 2_001, 2_001, "HISTFAAAABx4nJNpmSzMwMDAxMDAAAAM8QDl");
    return Map.of(
        "downtime",
        new DurationHistograms(
            "ns",
            List.of(summary, summary),
            Arrays.<@Nullable DurationSummary>asList(summary, null)));
  }

  private static CellResult failed() {
    return new CellResult(
        "idle-16G-clusters-multifd-4ch",
        "idle",
        CellRole.SUBJECT,
        "dev.multifd.bench.Example.migrate",
        Map.of("sourceState", "written-zeroes"),
        CellStatus.FAILED,
        "fork 1: page 7 differs",
        null,
        List.of(List.of(), List.of()),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(new Check("RAM identical", false, 1, "page 7 differs")),
        Arrays.<@Nullable Double>asList(null, null),
        "last line",
        Arrays.asList(null, null));
  }

  private static CellResult skipped() {
    return new CellResult(
        "idle-256G-clusters-multifd-4ch",
        "size",
        CellRole.SUBJECT,
        "dev.multifd.bench.Example.migrate",
        Map.of("sourceState", "written-zeroes"),
        CellStatus.SKIPPED,
        "needs 40 GiB of memory",
        null,
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  private static JsonNode jmh(String samples) {
    try {
      return ResultJson.readTree(
          """
          {"benchmark": "dev.multifd.bench.Example.migrate", "mode": "ss", "forks": 1,
           "primaryMetric": {"score": 0.0, "scoreUnit": "ms/op", "rawData": [%s]},
           "secondaryMetrics": {}}
          """
              .formatted(samples));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.multifd.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.multifd.results.Better;
import dev.multifd.results.Metric;
import dev.multifd.results.ResultJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Translates the result of one JMH fork. */
final class JmhResult {
  private static final Map<String, String> UNITS =
      Map.of(
          "Ns", "ns",
          "Us", "us",
          "Ms", "ms",
          "Bytes", "bytes",
          "Pages", "pages",
          "NsPerPage", "ns/page",
          "nsPerPage", "ns/page",
          "gbPerS", "GB/s");

  private JmhResult() {}

  /**
   * The result of a fork.
   *
   * @param figure the counter that is the metric instead of JMH's score, or null
   * @param coldShot in the unit of the metric
   * @param evidence of its shots
   */
  static Outcome.Measured measured(
      RunResult run, @Nullable String figure, @Nullable Double coldShot, ForkEvidence evidence) {
    List<Double> samples = new ArrayList<>();
    Map<String, List<Double>> counted = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    for (BenchmarkResult fork : run.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        samples.add(score(iteration, figure));
        iteration
            .getSecondaryResults()
            .forEach((name, result) -> {
              counted.computeIfAbsent(name, added -> new ArrayList<>()).add(result.getScore());
              units.put(name, unit(name, result.getScoreUnit()));
            });
      }
    }
    Map<String, Outcome.Counter> counters = new LinkedHashMap<>();
    counted.forEach((name, values) ->
        counters.put(name, new Outcome.Counter(units.getOrDefault(name, "#"), values)));
    Mode mode = run.getParams().getMode();
    Metric metric =
        new Metric(
            mode.shortLabel(),
            figure == null
                ? run.getPrimaryResult().getScoreUnit()
                : unit(figure, run.getPrimaryResult().getScoreUnit()),
            mode == Mode.Throughput ? Better.HIGHER : Better.LOWER);
    return new Outcome.Measured(metric, samples, counters, coldShot, evidence, json(run));
  }

  /** What an iteration measured: JMH's score, or the counter that stands in for it. */
  static double score(IterationResult iteration, @Nullable String figure) {
    if (figure == null) {
      return iteration.getPrimaryResult().getScore();
    }
    Result<?> counter = iteration.getSecondaryResults().get(figure);
    if (counter == null) {
      throw new IllegalStateException("the benchmark has no counter " + figure);
    }
    return counter.getScore();
  }

  /** JMH counts events without a unit; our names carry it at their end. */
  static String unit(String name, String jmhUnit) {
    for (Map.Entry<String, String> unit : UNITS.entrySet()) {
      if (name.endsWith(unit.getKey())) {
        return unit.getValue();
      }
    }
    return jmhUnit;
  }

  /** What JMH writes with {@code -rf json}. */
  private static JsonNode json(RunResult run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(List.of(run));
      return ResultJson.readTree(bytes.toString(StandardCharsets.UTF_8)).path(0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JMH wrote what is no JSON", e);
    }
  }
}

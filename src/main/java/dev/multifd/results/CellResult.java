package dev.multifd.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that one cell measured. Lists by fork have one entry a fork that was tried, in order: a fork
 * that failed has an empty list of samples, and null for its cold shot and JMH object.
 *
 * @param id stable name of the cell, for comparison across runs
 * @param question what the cell helps to answer
 * @param role baseline or subject
 * @param benchmark the benchmark's class and method
 * @param params the benchmark's parameters
 * @param status what became of it
 * @param reason why it failed or was skipped
 * @param metric what the samples are; null until a fork has measured
 * @param samples primary metric {@code [fork][iteration]}
 * @param counters auxiliary counters by name
 * @param histograms durations by name
 * @param series tables of the measured shots by name, such as {@code rounds}
 * @param checks what was proved, over all shots of all forks, warm-up included
 * @param coldShots the first shot of each fork's cold JVM, in the metric's unit; no sample
 * @param outputTail what the first fork that failed printed, in thirty lines
 * @param jmh JMH's own result objects, untouched, one a fork; read from a file, the null of a
 *     failed fork is a null node
 */
public record CellResult(
    String id,
    String question,
    CellRole role,
    String benchmark,
    Map<String, String> params,
    CellStatus status,
    @Nullable String reason,
    @Nullable Metric metric,
    List<List<Double>> samples,
    Map<String, CounterSamples> counters,
    Map<String, DurationHistograms> histograms,
    Map<String, SeriesSamples> series,
    List<Check> checks,
    List<@Nullable Double> coldShots,
    @Nullable String outputTail,
    List<@Nullable JsonNode> jmh) {

  /** None in a file from before they were kept. */
  @Override
  public Map<String, DurationHistograms> histograms() {
    return Objects.requireNonNullElse(histograms, Map.of());
  }

  /** None in a file from before they were kept. */
  @Override
  public Map<String, SeriesSamples> series() {
    return Objects.requireNonNullElse(series, Map.of());
  }
}

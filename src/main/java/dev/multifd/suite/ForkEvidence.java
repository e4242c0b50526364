package dev.multifd.suite;

import dev.multifd.evidence.HistogramText;
import dev.multifd.evidence.Series;
import dev.multifd.evidence.Shot;
import dev.multifd.results.Check;
import dev.multifd.results.DurationSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What the shots of one fork left beside their times.
 *
 * @param shots how many left anything
 * @param checks each check, over all of them
 * @param measured durations by name, of the measured shots together
 * @param cold durations by name, of the cold shot
 * @param series tables by name, of each measured shot
 */
public record ForkEvidence(
    int shots,
    List<Check> checks,
    Map<String, DurationSummary> measured,
    Map<String, DurationSummary> cold,
    List<Map<String, Series>> series) {

  /** That of a fork whose benchmark leaves none. */
  public static final ForkEvidence NONE =
      new ForkEvidence(0, List.of(), Map.of(), Map.of(), List.of());

  /**
   * Adds up a fork's shots.
   *
   * @param shots all of them, in order
   * @param warmup how many of the first are no samples; the first of these is the cold one
   */
  static ForkEvidence of(List<Shot> shots, int warmup) {
    int unmeasured = Math.min(warmup, shots.size());
    return new ForkEvidence(
        shots.size(),
        Checks.join(
            shots.stream()
                .flatMap(shot -> shot.checks().stream())
                .map(check -> new Check(check.name(), check.passed(), 1, check.detail()))
                .toList()),
        durations(shots.subList(unmeasured, shots.size())),
        durations(shots.subList(0, Math.min(1, unmeasured))),
        shots.subList(unmeasured, shots.size()).stream().map(Shot::series).toList());
  }

  private static Map<String, DurationSummary> durations(List<Shot> shots) {
    Map<String, Histogram> together = new LinkedHashMap<>();
    for (Shot shot : shots) {
      shot.durations()
          .forEach((name, histogram) -> {
            if (histogram.getTotalCount() > 0) {
              together
                  .computeIfAbsent(
                      name, _ -> new Histogram(histogram.getNumberOfSignificantValueDigits()))
                  .add(histogram);
            }
          });
    }
    Map<String, DurationSummary> summaries = new LinkedHashMap<>();
    together.forEach((name, histogram) -> summaries.put(name, summary(histogram)));
    return summaries;
  }

  private static DurationSummary summary(Histogram histogram) {
    return new DurationSummary(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue(),
        HistogramText.encode(histogram));
  }

  /** The first check that failed, or null. */
  @Nullable Check failed() {
    return checks.stream().filter(check -> !check.passed()).findFirst().orElse(null);
  }
}

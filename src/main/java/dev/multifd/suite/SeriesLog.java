package dev.multifd.suite;

import dev.multifd.evidence.Series;
import dev.multifd.results.SeriesSamples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the tables of one cell's forks, shot by shot. */
final class SeriesLog {
  private final List<ForkEvidence> forks = new ArrayList<>();

  /** A fork has ended, in whatever way. */
  void fork(ForkEvidence evidence) {
    forks.add(evidence);
  }

  /** All tables so far by name. */
  Map<String, SeriesSamples> result() {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    forks.stream()
        .flatMap(fork -> fork.series().stream())
        .forEach(shot -> shot.forEach((name, series) -> columns.put(name, series.columns())));
    Map<String, SeriesSamples> samples = new LinkedHashMap<>();
    columns.forEach((name, of) -> samples.put(name, new SeriesSamples(of, rows(name))));
    return samples;
  }

  private List<List<List<List<Double>>>> rows(String name) {
    return forks.stream()
        .map(fork ->
            fork.series().stream()
                .map(shot -> shot.getOrDefault(name, NONE))
                .map(Series::rows)
                .toList())
        .toList();
  }

  private static final Series NONE = new Series(List.of(), List.of());
}

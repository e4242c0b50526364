package dev.multifd.suite;

import dev.multifd.results.DurationHistograms;
import dev.multifd.results.DurationSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the histograms of one cell's forks, each kept apart: the fork is the sample. */
final class HistogramLog {
  private final List<ForkEvidence> forks = new ArrayList<>();

  /** A fork has ended, in whatever way. */
  void fork(ForkEvidence evidence) {
    forks.add(evidence);
  }

  /** All histograms so far by name; a fork that lacks one has null there. */
  Map<String, DurationHistograms> result() {
    Set<String> names = new LinkedHashSet<>();
    for (ForkEvidence fork : forks) {
      names.addAll(fork.measured().keySet());
      names.addAll(fork.cold().keySet());
    }
    Map<String, DurationHistograms> histograms = new LinkedHashMap<>();
    for (String name : names) {
      List<@Nullable DurationSummary> measured = new ArrayList<>();
      List<@Nullable DurationSummary> cold = new ArrayList<>();
      for (ForkEvidence fork : forks) {
        measured.add(fork.measured().get(name));
        cold.add(fork.cold().get(name));
      }
      histograms.put(name, new DurationHistograms("ns", measured, cold));
    }
    return histograms;
  }
}

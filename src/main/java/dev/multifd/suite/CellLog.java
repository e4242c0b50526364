package dev.multifd.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multifd.results.CellResult;
import dev.multifd.results.CellStatus;
import dev.multifd.results.Check;
import dev.multifd.results.CounterSamples;
import dev.multifd.results.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the forks of one cell as they end. */
final class CellLog {
  private final Cell cell;
  private final List<List<Double>> samples = new ArrayList<>();
  private final Map<String, String> counterUnits = new LinkedHashMap<>();
  private final Map<String, List<List<Double>>> counters = new LinkedHashMap<>();
  private final HistogramLog histograms = new HistogramLog();
  private final SeriesLog series = new SeriesLog();
  private final List<Check> checks = new ArrayList<>();
  private final List<@Nullable Double> coldShots = new ArrayList<>();
  private final List<@Nullable JsonNode> jmh = new ArrayList<>();
  private CellStatus status = CellStatus.PENDING;
  private @Nullable Metric metric;
  private @Nullable String reason;
  private @Nullable String outputTail;
  private @Nullable String failedCheck;

  CellLog(Cell cell) {
    this.cell = cell;
  }

  Cell cell() {
    return cell;
  }

  CellStatus status() {
    return status;
  }

  /** Whether a check of this cell found a wrong result. */
  boolean checkFailed() {
    return failedCheck != null;
  }

  void measured(Outcome.Measured measured) {
    metric = measured.metric();
    if (status == CellStatus.PENDING) {
      status = CellStatus.OK;
    }
    measured.counters().forEach((name, counter) -> counterUnits.put(name, counter.unit()));
    checks.addAll(measured.evidence().checks());
    fork(measured);
  }

  void failed(Outcome.Failed failed) {
    if (status != CellStatus.FAILED) {
      status = CellStatus.FAILED;
      reason = "fork " + (samples.size() + 1) + ": " + failed.reason();
      outputTail = failed.outputTail();
    }
    if (failed.kind() == Outcome.FailureKind.CHECK && failedCheck == null) {
      failedCheck = failed.reason();
    }
    checks.addAll(failed.evidence().checks());
    fork(null);
  }

  /**
   * The cell is not tried again: what it lacks will not come during the run. One that failed before
   * stays failed, which is worse.
   */
  void skipped(Outcome.Skipped skipped) {
    if (status == CellStatus.FAILED) {
      return;
    }
    status = CellStatus.SKIPPED;
    reason = skipped.reason();
  }

  /** The cell as it stands, independent of what comes later. */
  CellResult result() {
    Map<String, CounterSamples> counted = new LinkedHashMap<>();
    counters.forEach((name, forks) ->
        counted.put(
            name, new CounterSamples(counterUnits.getOrDefault(name, "#"), List.copyOf(forks))));
    return new CellResult(
        cell.id(),
        cell.question(),
        cell.role(),
        cell.benchmark().method(),
        cell.reportedParams(),
        status,
        reason,
        metric,
        List.copyOf(samples),
        counted,
        histograms.result(),
        series.result(),
        allChecks(),
        Collections.unmodifiableList(new ArrayList<>(coldShots)),
        outputTail,
        Collections.unmodifiableList(new ArrayList<>(jmh)));
  }

  /** A counter that first appears late has empty entries for the forks before. */
  private void fork(Outcome.@Nullable Measured measured) {
    for (String name : counterUnits.keySet()) {
      List<List<Double>> forks = counters.computeIfAbsent(name, added -> new ArrayList<>());
      while (forks.size() < samples.size()) {
        forks.add(List.of());
      }
      Outcome.Counter counter = measured == null ? null : measured.counters().get(name);
      forks.add(counter == null ? List.of() : List.copyOf(counter.samples()));
    }
    ForkEvidence evidence = measured == null ? ForkEvidence.NONE : measured.evidence();
    histograms.fork(evidence);
    series.fork(evidence);
    samples.add(measured == null ? List.of() : List.copyOf(measured.samples()));
    coldShots.add(measured == null ? null : measured.coldShot());
    jmh.add(measured == null ? null : measured.jmh());
  }

  /** The rehearsal between the shots is proved too, but is no shot. */
  private List<Check> allChecks() {
    List<Check> joined = new ArrayList<>(Checks.join(checks));
    String failure = failedCheck;
    if (failure != null && joined.stream().allMatch(Check::passed)) {
      joined.add(new Check("proof", false, 0, failure));
    }
    return List.copyOf(joined);
  }
}

package dev.multifd.suite;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How long the rest takes. A cell that has run takes what it took; one that has not takes its
 * estimate, corrected by how wrong the estimates were so far.
 */
final class TimeLeft {
  private final Map<String, Duration> estimates = new HashMap<>();
  private final Map<String, Duration> measured = new HashMap<>();
  private final Map<String, Integer> forksLeft = new HashMap<>();
  private Duration estimatedSoFar = Duration.ZERO;
  private Duration measuredSoFar = Duration.ZERO;

  TimeLeft(Plan plan) {
    for (Cell cell : plan.cells()) {
      estimates.put(cell.id(), plan.forkEstimate(cell));
      forksLeft.put(cell.id(), plan.forks());
    }
  }

  /** One fork of the cell has measured and taken so long. */
  void forkMeasured(Cell cell, Duration took) {
    forkFailed(cell, took);
    estimatedSoFar = estimatedSoFar.plus(estimates.getOrDefault(cell.id(), took));
    measuredSoFar = measuredSoFar.plus(took);
  }

  /** One fork of the cell has failed after so long, which says nothing about the estimates. */
  void forkFailed(Cell cell, Duration took) {
    measured.put(cell.id(), took);
    forksLeft.merge(cell.id(), -1, Integer::sum);
  }

  /** The cell will not run again. */
  void dropped(Cell cell) {
    forksLeft.put(cell.id(), 0);
  }

  Duration left() {
    double correction =
        estimatedSoFar.isZero() ? 1 : (double) measuredSoFar.toNanos() / estimatedSoFar.toNanos();
    Duration left = Duration.ZERO;
    for (Map.Entry<String, Duration> cell : estimates.entrySet()) {
      Duration took = measured.get(cell.getKey());
      Duration fork =
          took != null
              ? took
              : Duration.ofNanos(Math.round(cell.getValue().toNanos() * correction));
      left = left.plus(fork.multipliedBy(forksLeft.getOrDefault(cell.getKey(), 0)));
    }
    return left;
  }

  /** Minutes and seconds, with hours when there are any: {@code 4:10}, {@code 1:04:10}. */
  static String clock(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}

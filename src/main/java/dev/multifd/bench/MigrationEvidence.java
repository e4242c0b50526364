package dev.multifd.bench;

import dev.multifd.counters.Latencies;
import dev.multifd.evidence.Series;
import dev.multifd.evidence.Shot;
import dev.multifd.migration.MigrationProof;
import dev.multifd.migration.MigrationReport;
import dev.multifd.source.NotConverged;
import dev.multifd.source.RoundReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a migration leaves beside its time and counters. */
final class MigrationEvidence {
  private static final List<String> COLUMNS =
      List.of(
          "startMs",
          "durationMs",
          "syncMs",
          "freshPages",
          "dirtyPages",
          "normalPages",
          "zeroPages",
          "sentBytes",
          "guestWrittenPages");

  private MigrationEvidence() {}

  /**
   * All checks; durations of each write of packets, of each barrier, and of the one downtime; the
   * rounds.
   */
  static Shot of(MigrationReport report, MigrationProof proof) {
    Histogram downtime = Latencies.histogram();
    Latencies.record(downtime, report.source().downtimeNs());
    Map<String, Histogram> durations = new LinkedHashMap<>();
    durations.put("sendLatency", report.source().sendLatency());
    durations.put("syncLatency", report.source().syncLatency());
    durations.put("downtime", downtime);
    return new Shot(proof.checks(), durations, rounds(report.source().rounds()));
  }

  /** A migration that did not converge has nothing to prove: nobody runs on the copy. */
  static Shot of(NotConverged outcome) {
    return new Shot(List.of(), Map.of(), rounds(outcome.rounds()));
  }

  private static Map<String, Series> rounds(List<RoundReport> rounds) {
    return Map.of(
        "rounds", new Series(COLUMNS, rounds.stream().map(MigrationEvidence::row).toList()));
  }

  private static List<Double> row(RoundReport round) {
    return List.of(
        round.startNs() / 1e6,
        round.durationNs() / 1e6,
        round.syncNs() / 1e6,
        (double) round.freshPages(),
        (double) round.dirtyPages(),
        (double) round.normalPages(),
        (double) round.zeroPages(),
        (double) round.bytes(),
        (double) round.guestWrites());
  }
}

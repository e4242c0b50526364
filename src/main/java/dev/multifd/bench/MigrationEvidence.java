package dev.multifd.bench;

import dev.multifd.counters.Latencies;
import dev.multifd.evidence.Shot;
import dev.multifd.migration.MigrationProof;
import dev.multifd.migration.MigrationReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a migration leaves beside its time and counters. */
final class MigrationEvidence {
  private MigrationEvidence() {}

  /** All checks; durations of each write of packets, of each barrier, and of the one downtime. */
  static Shot of(MigrationReport report, MigrationProof proof) {
    Histogram downtime = Latencies.histogram();
    Latencies.record(downtime, report.source().downtimeNs());
    Map<String, Histogram> durations = new LinkedHashMap<>();
    durations.put("sendLatency", report.source().sendLatency());
    durations.put("syncLatency", report.source().syncLatency());
    durations.put("downtime", downtime);
    return new Shot(proof.checks(), durations);
  }
}

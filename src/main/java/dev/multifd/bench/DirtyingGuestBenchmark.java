package dev.multifd.bench;

import dev.multifd.evidence.ShotWriter;
import dev.multifd.migration.MigrationReport;
import dev.multifd.migration.NotConvergedException;
import dev.multifd.migration.Scenario;
import java.io.IOException;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Does a guest that keeps dirtying its RAM come over, how long does that take, and what does it
 * cost the guest?
 *
 * <pre>
 *   writers, a word a page ---- tracker --- dirty bitmap
 *      |                                        |  sync, 100 ms windows, limits
 *   guest RAM ---- migration thread, channel threads ==== sockets ==== fresh RAM
 * </pre>
 *
 * <p>One shot is one migration, until it is completed or its time limit has come: what does not
 * converge is a result too, told by the counter {@code converged}. Expected: after the first round
 * there are few zero pages left to find, so that the modes differ by their channels and little
 * else; whether a migration converges is decided by bandwidth times downtime limit against the set
 * that is dirtied, and by nothing gentler.
 *
 * <p>{@code ./run-bench.sh run --only dirtying}
 */
public class DirtyingGuestBenchmark extends MigrationBenchmark {
  @Param("multifd")
  public String mode = "";

  @Param("multifd")
  public String zeroPageDetection = "";

  @Param("4")
  public String channels = "";

  @Param("16G")
  public String guestSize = "";

  @Param("4")
  public String stressWriters = "";

  @Param("400M")
  public String stressBytes = "";

  @Param("flat-out")
  public String dirtyRate = "";

  @Param("software")
  public String dirtyTracker = "";

  @Param("shared")
  public String cpus = "";

  @Param("range")
  public String dispatch = "";

  @Param("tcp")
  public String transport = "";

  @Param("6G")
  public String maxBandwidth = "";

  @Param("300")
  public String downtimeLimitMs = "";

  @Param("exact")
  public String accounting = "";

  @Param("off")
  public String throttling = "";

  @Param("10")
  public String limit = "";

  @Param("")
  public String guest = "";

  @Override
  Scenario scenario() {
    return Scenario.of(
        Map.ofEntries(
            Map.entry("mode", mode),
            Map.entry("zeroPageDetection", zeroPageDetection),
            Map.entry("channels", channels),
            Map.entry("guestSize", guestSize),
            Map.entry("stressWriters", stressWriters),
            Map.entry("stressBytes", stressBytes),
            Map.entry("dirtyRate", dirtyRate),
            Map.entry("dirtyTracker", dirtyTracker),
            Map.entry("cpus", cpus),
            Map.entry("dispatch", dispatch),
            Map.entry("transport", transport),
            Map.entry("maxBandwidth", maxBandwidth),
            Map.entry("downtimeLimitMs", downtimeLimitMs),
            Map.entry("accounting", accounting),
            Map.entry("throttling", throttling),
            Map.entry("limit", limit),
            Map.entry("guest", guest)));
  }

  /** One migration, completed or not. */
  @Benchmark
  public long migrate(MigrationCounters counters, DirtyingCounters dirtying)
      throws IOException, InterruptedException {
    try {
      MigrationReport done = migrateOnce();
      counters.take(done);
      dirtying.take(done);
      return done.source().totalNs();
    } catch (NotConvergedException e) {
      dirtying.take(e.outcome());
      e.guest().ifPresent(dirtying::take);
      ShotWriter.ofThisJvm().append(MigrationEvidence.of(e.outcome()));
      return e.outcome().elapsedNs();
    }
  }
}

package dev.multifd.bench;

import dev.multifd.migration.MigrationReport;
import dev.multifd.migration.Scenario;
import java.io.IOException;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * How long does a whole migration of an idle guest take, by who looks for zero pages, how pages are
 * handed out, and how many channels there are?
 *
 * <pre>
 *   guest RAM                                                     fresh RAM
 *      |     migration thread ----- main channel ------ main loader   |
 *      +---- channel thread 0 ----- multifd channel 0 - thread 0 -----+
 *      +---- ...                                                      |
 *      +---- channel thread N-1 --- multifd channel N-1 thread N-1 ---+
 * </pre>
 *
 * <p>Expected: detection in the channels beats the migration thread as soon as there is a core for
 * them; range dispatch beats page by page.
 *
 * <p>{@code ./run-bench.sh run --only idle}
 */
public class IdleGuestBenchmark extends MigrationBenchmark {
  @Param("multifd")
  public String mode = "";

  @Param("multifd")
  public String zeroPageDetection = "";

  @Param("4")
  public String channels = "";

  @Param("16G")
  public String guestSize = "";

  @Param("clusters")
  public String placement = "";

  @Param("random")
  public String texture = "";

  @Param("never-touched")
  public String sourceState = "";

  @Param("advised")
  public String sourceHugePages = "";

  @Param("fresh")
  public String destinationState = "";

  @Param("range")
  public String dispatch = "";

  @Param("tcp")
  public String transport = "";

  @Param("best")
  public String scanner = "";

  @Param("off")
  public String presenceMap = "";

  @Param("none")
  public String compression = "";

  @Param("merged-runs")
  public String packing = "";

  @Param("read-ahead")
  public String unpacking = "";

  @Param("")
  public String nonZeroPages = "";

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
            Map.entry("placement", placement),
            Map.entry("texture", texture),
            Map.entry("sourceState", sourceState),
            Map.entry("sourceHugePages", sourceHugePages),
            Map.entry("destinationState", destinationState),
            Map.entry("dispatch", dispatch),
            Map.entry("transport", transport),
            Map.entry("scanner", scanner),
            Map.entry("presenceMap", presenceMap),
            Map.entry("compression", compression),
            Map.entry("packing", packing),
            Map.entry("unpacking", unpacking),
            Map.entry("nonZeroPages", nonZeroPages),
            Map.entry("guest", guest)));
  }

  /** One migration. */
  @Benchmark
  public MigrationReport migrate(MigrationCounters counters)
      throws IOException, InterruptedException {
    MigrationReport done = migrateOnce();
    counters.take(done);
    return done;
  }
}

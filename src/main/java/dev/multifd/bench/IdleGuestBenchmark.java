package dev.multifd.bench;

import dev.multifd.evidence.ShotWriter;
import dev.multifd.migration.MigrationProof;
import dev.multifd.migration.MigrationReport;
import dev.multifd.migration.MigrationRig;
import dev.multifd.migration.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

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
 * <p>One shot is one migration, from nothing to the destination's word that it has loaded
 * everything; making and proving RAM is outside. Expected: detection in the channels beats the
 * migration thread as soon as there is a core for them; range dispatch beats page by page.
 *
 * <p>{@code ./run-bench.sh run --only idle}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
@Fork(5)
public class IdleGuestBenchmark {
  private static final Duration REHEARSAL = Duration.ofMillis(700);

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

  private @Nullable MigrationRig rig;
  private @Nullable MigrationReport report;
  private int iterations;

  /** Makes the guest. */
  @Setup(Level.Trial)
  public void makeGuest() throws IOException {
    JvmFlags.check();
    rig = scenario().rig();
  }

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

  private MigrationRig rig() {
    MigrationRig made = rig;
    if (made == null) {
      throw new IllegalStateException("the guest is made first");
    }
    return made;
  }

  /**
   * After the first shot, that of a cold JVM, the same scenario is rehearsed on a small guest, for
   * the JIT: large migrations would take many shots to warm up.
   */
  @Setup(Level.Iteration)
  public void rehearse() throws IOException, InterruptedException {
    if (iterations++ == 1) {
      scenario().onSmallGuest().rehearse(REHEARSAL);
    }
  }

  /** Maps the destination anew and restores the source's never-touched pages. */
  @Setup(Level.Invocation)
  public void prepare() throws IOException {
    rig().prepare();
  }

  /** One migration. */
  @Benchmark
  public MigrationReport migrate(MigrationCounters counters)
      throws IOException, InterruptedException {
    MigrationReport done = rig().migrate();
    counters.take(done);
    report = done;
    return done;
  }

  /** Every migration is proved, or its figure does not count. */
  @TearDown(Level.Invocation)
  public void prove() throws IOException {
    MigrationReport last = report;
    if (last != null) {
      MigrationProof proof = rig().prove(last);
      ShotWriter.ofThisJvm().append(MigrationEvidence.of(last, proof));
      proof.require();
    }
  }

  /** Gives the memory back. */
  @TearDown(Level.Trial)
  public void discardGuest() {
    rig().close();
  }
}

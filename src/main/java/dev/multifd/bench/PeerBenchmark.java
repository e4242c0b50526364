package dev.multifd.bench;

import dev.multifd.evidence.Check;
import dev.multifd.evidence.Shot;
import dev.multifd.evidence.ShotWriter;
import dev.multifd.migration.ParameterText;
import dev.multifd.migration.ProofFailedException;
import dev.multifd.migration.Scenario;
import dev.multifd.peer.PeerEnd;
import dev.multifd.peer.PeerReport;
import dev.multifd.peer.PeerRig;
import dev.multifd.peer.PeerScenario;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
 * How fast is this pipeline beside QEMU itself, at either end?
 *
 * <pre>
 *   QEMU, a process   ----\            /---- QEMU, a process
 *                          ==== TCP ====
 *   this JVM          ----/            \---- this JVM
 * </pre>
 *
 * <p>One shot is one migration of a paused guest, whose machine, ROMs and device state are a QEMU's
 * whoever sends them. A QEMU is started anew for each shot, and given the guest by a migration from
 * this JVM; its RAM is its own memory. The figure is {@code info migrate}'s total time at the
 * source, with the return path on: it ends when the destination says that it has loaded everything.
 * Outside of it, RAM that a QEMU has taken is migrated once more, to this JVM, and every byte
 * compared. Expected: a QEMU costs the more the more pages its threads hand to each other one by
 * one; the first shot of a JVM is its slowest, and reported apart.
 *
 * <p>{@code ./run-bench.sh peer}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(5)
public class PeerBenchmark {
  private static final Duration REHEARSAL = Duration.ofMillis(700);

  @Param("java")
  public String source = "";

  @Param("java")
  public String destination = "";

  @Param("multifd")
  public String mode = "";

  @Param("multifd")
  public String zeroPageDetection = "";

  @Param("4")
  public String channels = "";

  @Param("16G")
  public String guestSize = "";

  @Param("one-block")
  public String placement = "";

  @Param("off")
  public String presenceMap = "";

  @Param("none")
  public String compression = "";

  @Param("")
  public String guest = "";

  private @Nullable PeerRig rig;
  private @Nullable PeerReport report;
  private int iterations;

  private Scenario scenario() {
    return Scenario.of(
        Map.of(
            "mode", mode,
            "zeroPageDetection", zeroPageDetection,
            "channels", channels,
            "guestSize", guestSize,
            "placement", placement,
            "presenceMap", presenceMap,
            "compression", compression,
            "guest", guest));
  }

  /** Makes the guest. */
  @Setup(Level.Trial)
  public void makeGuest() throws IOException, InterruptedException {
    JvmFlags.check();
    rig =
        PeerRig.of(
            new PeerScenario(
                scenario(),
                ParameterText.constant("source", source, PeerEnd.class),
                ParameterText.constant("destination", destination, PeerEnd.class)));
  }

  private PeerRig rig() {
    PeerRig made = rig;
    if (made == null) {
      throw new IllegalStateException("the guest is made first");
    }
    return made;
  }

  /** After the first shot, that of a cold JVM; see {@link MigrationBenchmark#rehearse}. */
  @Setup(Level.Iteration)
  public void rehearse() throws IOException, InterruptedException {
    if (iterations++ == 1) {
      scenario().onSmallGuest().rehearse(REHEARSAL);
    }
  }

  /** Starts the QEMUs and gives the source its guest. */
  @Setup(Level.Invocation)
  public void prepare() throws IOException, InterruptedException {
    report = null;
    rig().prepare();
  }

  /** One migration. */
  @Benchmark
  public double migrate(PeerCounters counters) throws IOException, InterruptedException {
    PeerReport done = rig().migrate();
    report = done;
    counters.take(done);
    return done.totalMs();
  }

  /** Every migration is proved, or its figure does not count. */
  @TearDown(Level.Invocation)
  public void prove() throws IOException, InterruptedException {
    PeerReport last = report;
    if (last != null) {
      List<Check> checks = rig().prove(last);
      ShotWriter.ofThisJvm().append(new Shot(checks, Map.of(), Map.of()));
      ProofFailedException.throwIfFailed(checks);
    }
  }

  /** Ends the QEMUs and gives the memory back. */
  @TearDown(Level.Trial)
  public void discardGuest() throws IOException {
    rig().close();
  }
}

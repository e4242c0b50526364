package dev.multifd.bench;

import dev.multifd.evidence.ShotWriter;
import dev.multifd.migration.MigrationProof;
import dev.multifd.migration.MigrationReport;
import dev.multifd.migration.MigrationRig;
import dev.multifd.migration.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What benchmarks of whole migrations have in common. One shot is one migration, from nothing to
 * the destination's word that it has loaded everything; making and proving RAM is outside.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
@Fork(5)
public abstract class MigrationBenchmark {
  private static final Duration REHEARSAL = Duration.ofMillis(700);

  private @Nullable MigrationRig rig;
  private @Nullable MigrationReport report;
  private int iterations;

  /** What its parameters say. */
  abstract Scenario scenario();

  /** Makes the guest. */
  @Setup(Level.Trial)
  public void makeGuest() throws IOException {
    JvmFlags.check();
    rig = scenario().rig();
  }

  final MigrationRig rig() {
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

  /** Maps the destination anew, restores the source's never-touched pages, lets the guest live. */
  @Setup(Level.Invocation)
  public void prepare() throws IOException, InterruptedException {
    report = null;
    rig().prepare();
  }

  /** One migration. */
  final MigrationReport migrateOnce() throws IOException, InterruptedException {
    MigrationReport done = rig().migrate();
    report = done;
    return done;
  }

  /** Every migration that was completed is proved, or its figure does not count. */
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

package dev.multifd.bench;

import dev.multifd.evidence.Check;
import dev.multifd.evidence.Shot;
import dev.multifd.evidence.ShotWriter;
import dev.multifd.migration.ParameterText;
import dev.multifd.migration.ProofFailedException;
import dev.multifd.migration.Scenario;
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
 * How long does this machine take to move an idle guest's non-zero pages over N sockets at all?
 *
 * <pre>
 *   guest RAM -- writev, runs merged --> N sockets -- readv, runs merged --> RAM
 * </pre>
 *
 * <p>With {@code calls=nio} Java's own gathering writes take the place of {@code writev}: no
 * ceiling, but what a pipeline without native calls would have.
 *
 * <p>The same pages as a migration's, between mappings in the same state, through sockets with the
 * same buffers, into memory that is populated by the same calls; but without headers, scans,
 * bitmaps or anybody's word that it is done, and with the connections made beforehand. Expected:
 * allocating a fresh destination's pages is most of it, and no migration is faster.
 *
 * <p>{@code ./run-bench.sh run --only ceiling}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
@Fork(5)
public class TransportCeilingBenchmark {
  private static final Duration REHEARSAL = Duration.ofMillis(500);

  @Param("4")
  public String channels = "";

  @Param("tcp")
  public String transport = "";

  @Param("clusters")
  public String placement = "";

  @Param("")
  public String nonZeroPages = "";

  @Param("16G")
  public String guestSize = "";

  @Param("fresh")
  public String destinationState = "";

  @Param("writev")
  public String calls = "";

  /** Beside it, on a guest of their own. */
  @Param("0")
  public String stressWriters = "";

  @Param("400M")
  public String stressBytes = "";

  private @Nullable CeilingRig rig;
  private int iterations;

  private Scenario scenario() {
    return Scenario.of(
        Map.of(
            "channels", channels,
            "transport", transport,
            "placement", placement,
            "nonZeroPages", nonZeroPages,
            "guestSize", guestSize,
            "destinationState", destinationState,
            "stressWriters", stressWriters,
            "stressBytes", stressBytes));
  }

  private BareCalls calls() {
    return ParameterText.constant("calls", calls, BareCalls.class);
  }

  private CeilingRig rig() {
    CeilingRig made = rig;
    if (made == null) {
      throw new IllegalStateException("the guest is made first");
    }
    return made;
  }

  /** Makes the guest. */
  @Setup(Level.Trial)
  public void makeGuest() throws IOException, InterruptedException {
    JvmFlags.check();
    rig = new CeilingRig(scenario(), calls());
  }

  /** After the first shot, that of a cold JVM: the same on a small guest, for the JIT. */
  @Setup(Level.Iteration)
  public void rehearse() throws IOException, InterruptedException {
    if (iterations++ == 1) {
      CeilingRig.rehearse(scenario().onSmallGuest(), calls(), REHEARSAL);
    }
  }

  /** Makes both ends' memory ready as for a migration, and connects the sockets. */
  @Setup(Level.Invocation)
  public void prepare() throws IOException {
    rig().prepare();
  }

  /** Moves the pages of all blocks once. */
  @Benchmark
  public long writevReadv() throws IOException, InterruptedException {
    return rig().run();
  }

  /** Every page arrived, or the figure does not count. */
  @TearDown(Level.Invocation)
  public void check() throws IOException {
    List<Check> checks = rig().check();
    ShotWriter.ofThisJvm().append(new Shot(checks, Map.of()));
    ProofFailedException.throwIfFailed(checks);
  }

  /** Gives the memory back. */
  @TearDown(Level.Trial)
  public void discardGuest() {
    rig().close();
  }
}

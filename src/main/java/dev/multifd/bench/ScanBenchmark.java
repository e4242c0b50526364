package dev.multifd.bench;

import dev.multifd.evidence.Check;
import dev.multifd.evidence.Shot;
import dev.multifd.evidence.ShotWriter;
import dev.multifd.migration.ParameterText;
import dev.multifd.migration.ProofFailedException;
import dev.multifd.migration.Scenario;
import dev.multifd.scan.ScanPageSize;
import dev.multifd.scan.ScannerKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Which kernel should ask "is this page zero?", and when does the answer matter?
 *
 * <pre>
 *   set of pages -- touch --------> first bytes \
 *   set of pages -- read stream --> bits         \
 *   set of pages -- 64-bit loop --> answers      /  in turns, until the shot's time is over
 *   set of pages -- kernel -------> answers     /
 * </pre>
 *
 * <p>The figure is {@code nsPerPage}; JMH's own score is the time of the whole shot and says
 * nothing. Expected: in the cache wider vectors are faster, from memory all kernels read at the
 * memory's speed, and where pages were never touched the faults are all of it.
 *
 * <p>{@code ./run-bench.sh run --only regime}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
@Fork(5)
public class ScanBenchmark {
  private static final Duration SHOT = Duration.ofMillis(75);
  private static final Duration REHEARSAL = Duration.ofMillis(250);
  private static final Duration LONGEST_REHEARSAL = Duration.ofSeconds(2);

  @Param("best")
  public String scanner = "";

  @Param("dram-thp")
  public String regime = "";

  @Param("zero")
  public String content = "";

  @Param("4K")
  public String pageSize = "";

  @Param("")
  public String guest = "";

  private @Nullable ScanSet set;
  private @Nullable ScanRig rig;
  private int iterations;
  private boolean measured;

  /** Makes the set. */
  @Setup(Level.Trial)
  public void makeSet() throws IOException {
    JvmFlags.check();
    ScannerKind kind = Scenario.of(Map.of("scanner", scanner)).scanner();
    ScanRegime where = ParameterText.constant("regime", regime, ScanRegime.class);
    ScanContent what = ParameterText.constant("content", content, ScanContent.class);
    ScanSet made =
        ScanSet.make(where, what, guest, ScanPageSize.parse(pageSize).bytes(), where.setBytes());
    set = made;
    rig = new ScanRig(kind, made);
  }

  private ScanRig rig() {
    ScanRig made = rig;
    if (made == null) {
      throw new IllegalStateException("the set is made first");
    }
    return made;
  }

  /** After the first shot, that of a cold JVM: the same for a while, for the JIT. */
  @Setup(Level.Iteration)
  public void rehearse() throws IOException {
    if (iterations++ == 1) {
      rig().warmUp(REHEARSAL.toNanos(), LONGEST_REHEARSAL.toNanos());
    }
  }

  /** Scans the set until the shot's time is over. */
  @Benchmark
  public long scan(ScanCounters counters, IterationParams iteration) throws IOException {
    measured = iteration.getType() == IterationType.MEASUREMENT;
    return rig().shot(SHOT.toNanos(), counters);
  }

  /** Every answer was right, and a warm kernel compiled well, or the figure does not count. */
  @TearDown(Level.Invocation)
  public void prove() throws IOException {
    List<Check> checks = new ArrayList<>(rig().answers());
    if (measured) {
      checks.addAll(rig().steadyState());
    }
    ShotWriter.ofThisJvm().append(new Shot(checks, Map.of()));
    ProofFailedException.throwIfFailed(checks);
  }

  /** Gives the memory back. */
  @TearDown(Level.Trial)
  public void discardSet() {
    ScanSet made = set;
    if (made != null) {
      made.close();
    }
  }
}

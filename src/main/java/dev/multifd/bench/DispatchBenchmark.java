package dev.multifd.bench;

import dev.multifd.evidence.Check;
import dev.multifd.evidence.Shot;
import dev.multifd.evidence.ShotWriter;
import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestRam;
import dev.multifd.migration.ProofFailedException;
import dev.multifd.migration.Scenario;
import dev.multifd.source.DispatchProbe;
import dev.multifd.source.SourceOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to bring a dirty page into a packet, when nothing is read and nothing written?
 *
 * <pre>
 *   range: bitmap -- claims --> channel thread -> claim -> packets -> nowhere
 *   page:  bitmap -> migration thread -> batch -- semaphores --> channel thread -> packet -> nowhere
 * </pre>
 *
 * <p>The score is the time a page; {@code cpuNsPerPage} the CPU time of all threads together. Pages
 * are all taken for {@code zero}, or all for {@code normal}, whose IOVs are made but not written.
 * Expected: a few nanoseconds for ranges, tens for pages.
 *
 * <p>{@code ./run-bench.sh run --only dispatch}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(5)
public class DispatchBenchmark {
  private static final int PAGES = 4 << 20;

  @Param("range")
  public String dispatch = "";

  @Param("4")
  public String channels = "";

  @Param("zero")
  public String pages = "";

  private @Nullable GuestRam ram;
  private @Nullable DispatchProbe probe;
  private long pagesBefore;
  private long pagesSent;

  /** CPU time of all threads together, for one page, in nanoseconds. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cpu {
    public double cpuNsPerPage;
  }

  /** Maps RAM that nobody will touch, and starts the threads. */
  @Setup(Level.Trial)
  public void start() throws IOException {
    JvmFlags.check();
    SourceOptions options =
        Scenario.of(Map.of("dispatch", dispatch, "channels", channels)).options();
    DispatchProbe.Pages taken = taken();
    GuestRam mapped =
        GuestRam.map(List.of(new BlockLayout("pc.ram", 4096L * PAGES)), GuestRam.HugePages.ADVISED);
    ram = mapped;
    probe = new DispatchProbe(mapped, options.channels(), options.dispatch(), taken);
  }

  private DispatchProbe.Pages taken() {
    return switch (pages) {
      case "zero" -> DispatchProbe.Pages.ZERO;
      case "normal" -> DispatchProbe.Pages.NORMAL;
      default ->
          throw new IllegalArgumentException("pages is '" + pages + "': give zero or normal");
    };
  }

  private DispatchProbe probe() {
    DispatchProbe started = probe;
    if (started == null) {
      throw new IllegalStateException("the threads are started first");
    }
    return started;
  }

  /** Marks all pages dirty. */
  @Setup(Level.Invocation)
  public void markDirty() {
    probe().prepare();
  }

  /** One round of all pages. */
  @Benchmark
  @OperationsPerInvocation(PAGES)
  public long dispatch(Cpu cpu) throws IOException, InterruptedException {
    DispatchProbe started = probe();
    long beforeNs = started.cpuNs();
    long sent = started.round();
    cpu.cpuNsPerPage = (double) (started.cpuNs() - beforeNs) / PAGES;
    pagesSent = sent;
    return sent;
  }

  /** Every page came to a packet, or the figure does not count. */
  @TearDown(Level.Invocation)
  public void prove() throws IOException {
    List<Check> checks =
        List.of(Check.equal("pages sent = dirty pages", pagesSent - pagesBefore, PAGES));
    pagesBefore = pagesSent;
    ShotWriter.ofThisJvm().append(new Shot(checks, Map.of()));
    ProofFailedException.throwIfFailed(checks);
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void stop() {
    probe().close();
    GuestRam mapped = ram;
    if (mapped != null) {
      mapped.close();
    }
  }
}

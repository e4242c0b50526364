package dev.multifd.bench;

import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.PageRun;
import dev.multifd.migration.ProofFailedException;
import dev.multifd.migration.Scenario;
import dev.multifd.migration.Transport;
import java.io.IOException;
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
 *   guest RAM -- writev, runs merged --> N sockets -- readv, runs merged --> fresh RAM
 * </pre>
 *
 * <p>The same pages as a migration's, between mappings in the same state (huge pages at the source,
 * never-touched memory at the destination, each page of which faults), without headers, scans or
 * bitmaps. Expected: the destination's page faults are most of it.
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
  @Param("4")
  public String channels = "";

  @Param("tcp")
  public String transport = "";

  @Param("clusters")
  public String placement = "";

  @Param("16G")
  public String guestSize = "";

  private @Nullable GuestRam source;
  private @Nullable GuestRam destination;
  private @Nullable BareTransfer transfer;
  private @Nullable GuestContent content;
  private @Nullable Transport way;
  private int connections;
  private long expectedBytes;

  private Scenario scenario() {
    return Scenario.of(
        Map.of(
            "channels", channels,
            "transport", transport,
            "placement", placement,
            "guestSize", guestSize));
  }

  /** Makes the guest. */
  @Setup(Level.Trial)
  public void makeGuest() throws IOException {
    JvmFlags.check();
    Scenario scenario = scenario();
    connections = scenario.options().channels();
    way = scenario.transport();
    GuestContent made = scenario.content();
    GuestRam ram = GuestRam.map(made.layout(), GuestRam.HugePages.ADVISED);
    made.load(ram);
    source = ram;
    content = made;
  }

  /** Connects the sockets and maps fresh memory. */
  @Setup(Level.Invocation)
  public void connect() throws IOException {
    if (content instanceof IdleGuest idle && source != null && way != null) {
      GuestRam fresh = GuestRam.map(idle.layout(), GuestRam.HugePages.NEVER);
      destination = fresh;
      List<PageRun> runs = idle.runs(0);
      expectedBytes = runs.stream().mapToLong(PageRun::pages).sum() * 4096;
      transfer =
          new BareTransfer(
              source.blocks().getFirst(),
              fresh.blocks().getFirst(),
              runs,
              connections,
              way.endpoint());
    }
  }

  /** Moves the pages of the main block once. */
  @Benchmark
  public long writevReadv() throws InterruptedException {
    BareTransfer connected = transfer;
    if (connected == null) {
      throw new IllegalStateException("the sockets are connected first");
    }
    return connected.run();
  }

  /** Every page arrived, with the right content: pages are compared with the source's. */
  @TearDown(Level.Invocation)
  public void check() throws IOException {
    if (source != null && destination != null && transfer != null && content != null) {
      transfer.close();
      IdleGuest idle = (IdleGuest) content;
      long compared = 0;
      for (PageRun run : idle.runs(0)) {
        long at = run.first() * 4096;
        long bytes = run.pages() * 4096;
        var sent = source.blocks().getFirst().memory().asSlice(at, bytes);
        var arrived = destination.blocks().getFirst().memory().asSlice(at, bytes);
        if (sent.mismatch(arrived) >= 0) {
          throw new ProofFailedException("pages from " + run.first() + " on arrived wrong");
        }
        compared += bytes;
      }
      if (compared != expectedBytes) {
        throw new ProofFailedException(compared + " bytes were compared, not " + expectedBytes);
      }
      destination.close();
    }
  }

  /** Gives the memory back. */
  @TearDown(Level.Trial)
  public void discardGuest() {
    if (source != null) {
      source.close();
    }
  }
}

package dev.multifd.bench;

import dev.multifd.evidence.Check;
import dev.multifd.evidence.Shot;
import dev.multifd.evidence.ShotWriter;
import dev.multifd.guest.StressParameters;
import dev.multifd.migration.ParameterText;
import dev.multifd.migration.ProofFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.jspecify.annotations.Nullable;
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
 * What does it cost to get an item of work, such as a batch of pages, to a channel's thread?
 *
 * <pre>
 *   migration thread -- cursor, queue or semaphore --> channel thread -> sum
 * </pre>
 *
 * <p>The score is the time an item. Expected: a cursor costs tens of nanoseconds, a queue more and
 * a semaphore, with its wake-ups, microseconds; where a guest's threads take the cores, spinning
 * channels lose.
 *
 * <p>{@code ./run-bench.sh run --only hand-over}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(5)
public class HandOverBenchmark {
  private static final int ITEMS = 20_000;
  private static final int MAX_CHANNELS = 255;

  @Param("cursor")
  public String handOver = "";

  private static final StressParameters DIRTYING =
      StressParameters.DEFAULT.withBytesPerWriter(32 << 20);

  @Param("backoff")
  public String idle = "";

  @Param("4")
  public String channels = "";

  @Param("0")
  public String dirtyingThreads = "";

  private @Nullable HandOver way;
  private @Nullable StressLoad guest;
  private long sum;

  /** Starts the threads. */
  @Setup(Level.Trial)
  public void start() throws IOException, InterruptedException {
    JvmFlags.check();
    HandOver.Kind kind = ParameterText.constant("handOver", handOver, HandOver.Kind.class);
    Supplier<IdleStrategy> waiting = idleStrategy();
    int count = number("channels", channels, 1);
    int writers = number("dirtyingThreads", dirtyingThreads, 0);
    guest =
        new StressLoad(
            writers == 0 ? Optional.empty() : Optional.of(DIRTYING.withWriters(writers)));
    way = HandOver.start(kind, count, waiting);
  }

  private Supplier<IdleStrategy> idleStrategy() {
    return switch (idle) {
      case "busy-spin" -> () -> BusySpinIdleStrategy.INSTANCE;
      case "yielding" -> () -> YieldingIdleStrategy.INSTANCE;
      case "sleeping" -> () -> new SleepingIdleStrategy(1000);
      case "backoff" -> BackoffIdleStrategy::new;
      default ->
          throw new IllegalArgumentException(
              "idle is '" + idle + "': give busy-spin, yielding, sleeping or backoff");
    };
  }

  private static int number(String name, String text, int least) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= MAX_CHANNELS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        name + " is '" + text + "': give " + least + " to " + MAX_CHANNELS);
  }

  /** One round. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long round() throws IOException, InterruptedException {
    HandOver started = way;
    if (started == null) {
      throw new IllegalStateException("the threads are started first");
    }
    sum = started.round(ITEMS);
    return sum;
  }

  /** Every item got to a channel, once, or the figure does not count. */
  @TearDown(Level.Invocation)
  public void prove() throws IOException {
    long all = (long) ITEMS * (ITEMS - 1) / 2;
    List<Check> checks = List.of(Check.equal("sum of items worked on = of all items", sum, all));
    ShotWriter.ofThisJvm().append(new Shot(checks, Map.of()));
    ProofFailedException.throwIfFailed(checks);
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void stop() {
    HandOver started = way;
    if (started != null) {
      started.close();
    }
    StressLoad dirtying = guest;
    if (dirtying != null) {
      dirtying.close();
    }
  }
}

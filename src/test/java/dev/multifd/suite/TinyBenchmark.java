package dev.multifd.suite;

import dev.multifd.evidence.Check;
import dev.multifd.evidence.Shot;
import dev.multifd.evidence.ShotWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A benchmark that does nothing, in every way a real one may end. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class TinyBenchmark {
  /** How it ends. */
  @Param({"well", "proof"})
  public String end = "";

  private int shots;

  /** Counters of one shot. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Counters {
    /** Counts the shots of this JVM, the cold one included. */
    public long sentPages;
  }

  /** Cannot be serialized, as a real one with a page in it cannot. */
  static final class ProofFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // That is the point.
    private final Object page = new Object();

    ProofFailedException(String message) {
      super(message);
    }

    Object page() {
      return page;
    }
  }

  /** Says what is missing. */
  static final class PrerequisiteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PrerequisiteException(String message) {
      super(message);
    }
  }

  /** Refuses to start. */
  @Setup
  public void setUp() {
    if (end.equals("prerequisite")) {
      throw new PrerequisiteException("needs 40 GiB");
    }
  }

  /** One shot. */
  @Benchmark
  public int shot(Counters counters) throws InterruptedException, IOException {
    shots++;
    counters.sentPages = shots;
    boolean passed = !(end.equals("proof") && shots == 2);
    Histogram took = new Histogram(1_000_000, 3);
    took.recordValue(100L * shots);
    ShotWriter.ofThisJvm()
        .append(
            new Shot(List.of(new Check("pages", passed, "shot " + shots)), Map.of("took", took)));
    if (!passed) {
      throw new ProofFailedException("page 7 differs");
    }
    if (end.equals("hang")) {
      Thread.sleep(60_000);
    }
    return shots;
  }
}

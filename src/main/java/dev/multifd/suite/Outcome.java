package dev.multifd.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multifd.results.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of one fork of one cell. */
public sealed interface Outcome {

  /**
   * It measured.
   *
   * @param metric what the samples are
   * @param samples one for each measured iteration
   * @param counters auxiliary counters by name, in the benchmark's order
   * @param coldShot the first shot of the JVM; null when the benchmark has no shots
   * @param evidence what the shots left beside their times
   * @param jmh JMH's own result object
   */
  record Measured(
      Metric metric,
      List<Double> samples,
      Map<String, Counter> counters,
      @Nullable Double coldShot,
      ForkEvidence evidence,
      JsonNode jmh)
      implements Outcome {}

  /**
   * One auxiliary counter.
   *
   * @param unit such as {@code ns}
   * @param samples one for each measured iteration
   */
  record Counter(String unit, List<Double> samples) {}

  /**
   * It threw or died.
   *
   * @param kind whether a check found a wrong result
   * @param reason one line
   * @param outputTail the lines it printed that tell most
   * @param evidence what its shots left, the one that failed included
   */
  record Failed(FailureKind kind, String reason, String outputTail, ForkEvidence evidence)
      implements Outcome {

    /** A failure without evidence. */
    public Failed(FailureKind kind, String reason, String outputTail) {
      this(kind, reason, outputTail, ForkEvidence.NONE);
    }

    /** The same with evidence. */
    Failed with(ForkEvidence found) {
      return new Failed(kind, reason, outputTail, found);
    }
  }

  /** The two ways to fail. */
  enum FailureKind {
    /** It did not get to a result. */
    ERROR,
    /** It got to a result, and the result is wrong. */
    CHECK
  }

  /**
   * The host lacks something it needs.
   *
   * @param reason one line
   */
  record Skipped(String reason) implements Outcome {}

  /** The user stopped it. */
  record Interrupted() implements Outcome {}
}

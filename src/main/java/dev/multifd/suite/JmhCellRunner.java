package dev.multifd.suite;

import dev.multifd.results.Check;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs every fork as a JMH run of its own, in a JVM of its own, so that one that dies takes nothing
 * with it and every result can be kept as soon as it is there.
 */
public final class JmhCellRunner implements CellRunner {
  private static final Duration SHORTEST_LIMIT = Duration.ofMinutes(2);
  private static final int LIMIT_OVER_ESTIMATE = 20;

  private final List<String> flags = ForkFlags.read();
  private final JmhFork fork;

  /** A runner that keeps JMH's output to itself, or prints it to {@code echo} as well. */
  public JmhCellRunner(@Nullable PrintStream echo) {
    this.fork = new JmhFork(flags, echo);
  }

  @Override
  public @Nullable String obstacle() {
    return JmhLock.isTaken()
        ? "another JMH run holds " + JmhLock.file() + ": wait for its end and run again"
        : null;
  }

  @Override
  public @Nullable String problem(Cell cell) {
    return JmhBenchmarks.problem(cell.benchmark().method(), cell.params());
  }

  @Override
  public List<String> forkJvmArgs() {
    return flags;
  }

  @Override
  public Outcome run(Cell cell, Shots shots) {
    Benchmark benchmark = cell.benchmark();
    Outcome outcome =
        fork.run(benchmark.method(), benchmark.figure(), cell.params(), shots, limit(cell, shots));
    return benchmark.proves() ? proved(outcome, shots) : outcome;
  }

  /** A figure whose shots were not all proved does not count. */
  static Outcome proved(Outcome outcome, Shots shots) {
    if (!(outcome instanceof Outcome.Measured measured)) {
      return outcome;
    }
    ForkEvidence evidence = measured.evidence();
    Check failed = evidence.failed();
    if (failed != null) {
      return unproved(failed.name() + ": " + failed.detail(), evidence);
    }
    return evidence.shots() == shots.total()
        ? outcome
        : unproved(evidence.shots() + " of " + shots.total() + " shots were proved", evidence);
  }

  private static Outcome unproved(String reason, ForkEvidence evidence) {
    return new Outcome.Failed(Outcome.FailureKind.CHECK, reason, "", evidence);
  }

  @Override
  public void stop() {
    JmhFork.kill();
  }

  /** The estimates are of another machine, so a limit must be generous. */
  private static Duration limit(Cell cell, Shots shots) {
    Duration generous = cell.cost().fork(shots.total()).multipliedBy(LIMIT_OVER_ESTIMATE);
    return generous.compareTo(SHORTEST_LIMIT) > 0 ? generous : SHORTEST_LIMIT;
  }
}

package dev.multifd.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs every fork as a JMH run of its own, in a JVM of its own, so that one that dies takes nothing
 * with it and every result can be kept as soon as it is there.
 */
public final class JmhCellRunner implements CellRunner {
  /** For benchmarks that loop; whole migrations are single shots and take what they take. */
  private static final TimeValue ITERATION = TimeValue.milliseconds(300);

  private static final Duration SHORTEST_LIMIT = Duration.ofMinutes(2);
  private static final int LIMIT_OVER_ESTIMATE = 20;

  private final List<String> flags = ForkFlags.read();
  private final @Nullable PrintStream echo;

  /** A runner that keeps JMH's output to itself, or prints it to {@code echo} as well. */
  public JmhCellRunner(@Nullable PrintStream echo) {
    this.echo = echo;
  }

  @Override
  public @Nullable String obstacle() {
    return JmhLock.isTaken()
        ? "another JMH run holds " + JmhLock.file() + ": wait for its end and run again"
        : null;
  }

  @Override
  public @Nullable String problem(Cell cell) {
    return JmhBenchmarks.problem(cell);
  }

  @Override
  public List<String> forkJvmArgs() {
    return flags;
  }

  @Override
  public Outcome run(Cell cell, Shots shots) {
    String problem = problem(cell);
    if (problem != null) {
      return new Outcome.Failed(Outcome.FailureKind.ERROR, problem, "");
    }
    ForkOutput output = new ForkOutput(echo);
    Duration limit = limit(cell, shots);
    try (ForkWatchdog watchdog = new ForkWatchdog(limit, this::stop)) {
      try {
        Collection<RunResult> results = new Runner(options(cell, shots).build(), output).run();
        return results.size() == 1
            ? JmhResult.measured(results.iterator().next(), output.coldShot())
            : FailureText.outcome(output.text(), results.size() + " results instead of one");
      } catch (RunnerException e) {
        return watchdog.fired()
            ? hung(limit, output)
            : FailureText.outcome(output.text(), e.getMessage());
      }
    }
  }

  @Override
  public void stop() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private ChainedOptionsBuilder options(Cell cell, Shots shots) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(JmhBenchmarks.include(cell))
            .forks(1)
            .warmupForks(0)
            .warmupIterations(shots.warmup())
            .warmupTime(ITERATION)
            .measurementIterations(shots.measured())
            .measurementTime(ITERATION)
            .shouldFailOnError(true)
            .jvmArgs(flags.toArray(String[]::new));
    cell.params().forEach((name, value) -> options.param(name, value));
    return options;
  }

  private static Duration limit(Cell cell, Shots shots) {
    Duration generous = cell.cost().fork(shots.total()).multipliedBy(LIMIT_OVER_ESTIMATE);
    return generous.compareTo(SHORTEST_LIMIT) > 0 ? generous : SHORTEST_LIMIT;
  }

  private static Outcome hung(Duration limit, ForkOutput output) {
    return new Outcome.Failed(
        Outcome.FailureKind.ERROR,
        "no end after " + limit.toSeconds() + " s, so the fork was killed",
        FailureText.tail(output.text()));
  }
}

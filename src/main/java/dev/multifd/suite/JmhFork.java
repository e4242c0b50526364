package dev.multifd.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** One JMH run with one fork, from its options to its outcome. */
final class JmhFork {
  /** For benchmarks that loop; whole migrations are single shots and take what they take. */
  private static final TimeValue ITERATION = TimeValue.milliseconds(300);

  private final List<String> flags;
  private final @Nullable PrintStream echo;

  JmhFork(List<String> flags, @Nullable PrintStream echo) {
    this.flags = flags;
    this.echo = echo;
  }

  /**
   * Runs the fork and waits for it.
   *
   * @param method class and method of the benchmark
   * @param params its parameters
   * @param shots warm-up and measured iterations
   * @param limit after which the fork is killed
   */
  Outcome run(String method, Map<String, String> params, Shots shots, Duration limit) {
    String problem = JmhBenchmarks.problem(method, params);
    if (problem != null) {
      return new Outcome.Failed(Outcome.FailureKind.ERROR, problem, "");
    }
    ForkOutput output = new ForkOutput(echo);
    try (ForkWatchdog watchdog = new ForkWatchdog(limit, JmhFork::kill)) {
      try {
        Collection<RunResult> results =
            new Runner(options(method, params, shots).build(), output).run();
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

  /** Kills the fork that runs now: this JVM starts no other processes while it measures. */
  static void kill() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private ChainedOptionsBuilder options(String method, Map<String, String> params, Shots shots) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(JmhBenchmarks.include(method))
            .forks(1)
            .warmupForks(0)
            .warmupIterations(shots.warmup())
            .warmupTime(ITERATION)
            .measurementIterations(shots.measured())
            .measurementTime(ITERATION)
            .shouldFailOnError(true)
            .jvmArgs(flags.toArray(String[]::new));
    params.forEach((name, value) -> options.param(name, value));
    return options;
  }

  private static Outcome hung(Duration limit, ForkOutput output) {
    return new Outcome.Failed(
        Outcome.FailureKind.ERROR,
        "no end after " + limit.toSeconds() + " s, so the fork was killed",
        FailureText.excerpt(output.text()));
  }
}

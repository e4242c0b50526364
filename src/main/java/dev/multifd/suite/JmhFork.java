package dev.multifd.suite;

import dev.multifd.evidence.ShotFile;
import java.io.IOException;
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
import org.openjdk.jmh.runner.options.Options;
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
   * @param figure the counter that is its metric instead of the score, or null
   * @param params its parameters
   * @param shots warm-up and measured iterations
   * @param limit after which the fork is killed
   */
  Outcome run(
      String method,
      @Nullable String figure,
      Map<String, String> params,
      Shots shots,
      Duration limit) {
    String problem = JmhBenchmarks.problem(method, params);
    if (problem != null) {
      return new Outcome.Failed(Outcome.FailureKind.ERROR, problem, "");
    }
    try (ShotFile file = ShotFile.create()) {
      return run(options(method, params, shots, file), figure, shots, limit, file);
    } catch (IOException | IllegalArgumentException e) {
      return new Outcome.Failed(
          Outcome.FailureKind.ERROR, "the evidence of its shots is lost: " + e.getMessage(), "");
    }
  }

  private Outcome run(
      Options options, @Nullable String figure, Shots shots, Duration limit, ShotFile file)
      throws IOException {
    ForkOutput output = new ForkOutput(echo, figure);
    try (ForkWatchdog watchdog = new ForkWatchdog(limit, JmhFork::kill)) {
      try {
        Collection<RunResult> results = new Runner(options, output).run();
        return results.size() == 1
            ? JmhResult.measured(
                results.iterator().next(), figure, output.coldShot(), evidence(file, shots))
            : FailureText.outcome(output.text(), results.size() + " results instead of one");
      } catch (RunnerException e) {
        Outcome outcome =
            watchdog.fired()
                ? hung(limit, output)
                : FailureText.outcome(output.text(), e.getMessage());
        return outcome instanceof Outcome.Failed failed
            ? failed.with(evidence(file, shots))
            : outcome;
      }
    }
  }

  private static ForkEvidence evidence(ShotFile file, Shots shots) throws IOException {
    return ForkEvidence.of(file.shots(), shots.warmup());
  }

  /** Kills the fork that runs now: this JVM starts no other processes while it measures. */
  static void kill() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private Options options(String method, Map<String, String> params, Shots shots, ShotFile file) {
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
            .jvmArgs(flags.toArray(String[]::new))
            .jvmArgsAppend(file.jvmArgument());
    params.forEach((name, value) -> options.param(name, value));
    return options.build();
  }

  private static Outcome hung(Duration limit, ForkOutput output) {
    return new Outcome.Failed(
        Outcome.FailureKind.ERROR,
        "no end after " + limit.toSeconds() + " s, so the fork was killed",
        FailureText.excerpt(output.text()));
  }
}

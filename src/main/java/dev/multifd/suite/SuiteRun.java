package dev.multifd.suite;

import dev.multifd.results.Environment;
import dev.multifd.results.RunFile;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The measuring itself. Forks are the outer loop and cells the inner one, so that a machine that
 * drifts (heat, neighbours, memory) drifts under every cell alike.
 */
final class SuiteRun {
  private final Plan plan;
  private final CellRunner runner;
  private final RunJournal journal;
  private final Progress progress;
  private final LongSupplier nanoTime;
  private final TimeLeft timeLeft;

  SuiteRun(
      Plan plan, CellRunner runner, RunJournal journal, Progress progress, LongSupplier nanoTime) {
    this.plan = plan;
    this.runner = runner;
    this.journal = journal;
    this.progress = progress;
    this.nanoTime = nanoTime;
    this.timeLeft = new TimeLeft(plan);
  }

  /** Runs all forks; the finished run, or null when it was interrupted. */
  @Nullable RunFile run(Supplier<Environment> environmentNow) {
    long startNs = nanoTime.getAsLong();
    for (int fork = 1; fork <= plan.forks(); fork++) {
      int position = 0;
      for (Cell cell : plan.cells()) {
        position++;
        if (journal.wants(cell) && !runFork(cell, position, fork, startNs)) {
          return null;
        }
      }
    }
    return journal.complete(environmentNow.get());
  }

  private boolean runFork(Cell cell, int position, int fork, long startNs) {
    long forkStartNs = nanoTime.getAsLong();
    Outcome outcome = runner.run(cell, plan.shots(cell));
    long endNs = nanoTime.getAsLong();
    if (!journal.record(cell, outcome)) {
      return false;
    }
    Duration took = Duration.ofNanos(endNs - forkStartNs);
    switch (outcome) {
      case Outcome.Measured _ -> timeLeft.forkMeasured(cell, took);
      case Outcome.Failed _ -> timeLeft.forkFailed(cell, took);
      case Outcome.Skipped _, Outcome.Interrupted _ -> timeLeft.dropped(cell);
    }
    progress.forkEnded(
        "[cell "
            + position
            + "/"
            + plan.cells().size()
            + " fork "
            + fork
            + "/"
            + plan.forks()
            + "]",
        cell,
        outcome,
        Duration.ofNanos(endNs - startNs),
        timeLeft.left());
    return true;
  }
}

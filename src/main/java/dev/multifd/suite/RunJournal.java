package dev.multifd.suite;

import dev.multifd.results.CellStatus;
import dev.multifd.results.Configuration;
import dev.multifd.results.Environment;
import dev.multifd.results.EnvironmentWarnings;
import dev.multifd.results.GitInfo;
import dev.multifd.results.ResultStore;
import dev.multifd.results.RunFile;
import dev.multifd.results.RunStatus;
import dev.multifd.results.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run on disk as it grows. The run writes to it, and the hook of an interruption closes it
 * from another thread; what comes after that is not recorded, since a fork that was shot has not
 * failed.
 */
final class RunJournal {
  private final ResultStore store;
  private final @Nullable String label;
  private final GitInfo git;
  private final Environment start;
  private final Configuration configuration;
  private final List<Warning> warnings;
  private final Map<String, CellLog> logs = new LinkedHashMap<>();
  private RunStatus status = RunStatus.RUNNING;

  RunJournal(
      ResultStore store,
      @Nullable String label,
      GitInfo git,
      Environment start,
      Configuration configuration,
      List<Cell> cells) {
    this.store = store;
    this.label = label;
    this.git = git;
    this.start = start;
    this.configuration = configuration;
    this.warnings = new ArrayList<>(EnvironmentWarnings.atStart(start, git));
    cells.forEach(cell -> logs.put(cell.id(), new CellLog(cell)));
  }

  /** Warnings so far. */
  synchronized List<Warning> warnings() {
    return List.copyOf(warnings);
  }

  /** Writes the run before its first cell, so that an unwritable folder is found at once. */
  synchronized void open() {
    store.save(run(null));
  }

  /** Whether the cell is still to be tried. */
  synchronized boolean wants(Cell cell) {
    return status == RunStatus.RUNNING && log(cell).status() != CellStatus.SKIPPED;
  }

  /** Records what became of a fork and writes it down; false when the run was interrupted. */
  synchronized boolean record(Cell cell, Outcome outcome) {
    if (status != RunStatus.RUNNING) {
      return false;
    }
    switch (outcome) {
      case Outcome.Measured measured -> log(cell).measured(measured);
      case Outcome.Failed failed -> log(cell).failed(failed);
      case Outcome.Skipped skipped -> log(cell).skipped(skipped);
      case Outcome.Interrupted _ -> {
        interrupt();
        return false;
      }
    }
    store.save(run(null));
    return true;
  }

  /** Closes a running journal with what it has; false when it was closed before. */
  synchronized boolean interrupt() {
    if (status != RunStatus.RUNNING) {
      return false;
    }
    status = RunStatus.INTERRUPTED;
    store.save(run(null));
    return true;
  }

  /** Closes a running journal for good; null when it was interrupted. */
  synchronized @Nullable RunFile complete(Environment end) {
    if (status != RunStatus.RUNNING) {
      return null;
    }
    status = RunStatus.COMPLETE;
    warnings.addAll(EnvironmentWarnings.atEnd(start, end));
    RunFile run = run(end);
    store.complete(run);
    return run;
  }

  /** How the run ended if it ends now. */
  synchronized RunEnd end() {
    if (status == RunStatus.INTERRUPTED) {
      return RunEnd.INTERRUPTED;
    }
    if (logs.values().stream().anyMatch(CellLog::checkFailed)) {
      return RunEnd.CHECK_FAILED;
    }
    if (logs.values().stream().anyMatch(log -> log.status() == CellStatus.FAILED)) {
      return RunEnd.FAILED;
    }
    return logs.values().stream().anyMatch(log -> log.status() == CellStatus.SKIPPED)
        ? RunEnd.INCOMPLETE
        : RunEnd.OK;
  }

  private CellLog log(Cell cell) {
    CellLog log = logs.get(cell.id());
    if (log == null) {
      throw new IllegalArgumentException("no cell " + cell.id() + " in this run");
    }
    return log;
  }

  private RunFile run(@Nullable Environment end) {
    return new RunFile(
        RunFile.SCHEMA_VERSION,
        status,
        label,
        start.capturedAt(),
        end == null ? null : end.capturedAt(),
        git,
        start,
        end,
        configuration,
        List.copyOf(warnings),
        logs.values().stream().map(CellLog::result).toList());
  }
}

package dev.multifd.suite;

import java.nio.file.Path;

/**
 * While open, makes an end of this JVM by signal keep what was measured and take the running fork
 * with it. The JVM's exit code after SIGINT is 130 by itself.
 */
final class InterruptHook implements AutoCloseable {
  private final Thread hook;

  InterruptHook(RunJournal journal, CellRunner runner, Progress progress, Path partialFile) {
    this.hook = new Thread(() -> keep(journal, runner, progress, partialFile), "interrupt-hook");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Closes the journal before the fork dies, so that its death is not taken for a failure. */
  static void keep(RunJournal journal, CellRunner runner, Progress progress, Path partialFile) {
    try {
      journal.interrupt();
    } finally {
      runner.stop();
    }
    if (journal.end() == RunEnd.INTERRUPTED) {
      progress.interrupted(partialFile);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook is running now and does its work.
    }
  }
}

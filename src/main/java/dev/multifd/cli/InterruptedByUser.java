package dev.multifd.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the working thread, and keeps the JVM until that thread has
 * cleaned up and closed this. The JVM's exit code after SIGINT is 130 by itself.
 */
final class InterruptedByUser implements AutoCloseable {
  private static final long CLEAN_UP_SECONDS = 20;

  private final CountDownLatch cleanedUp = new CountDownLatch(1);
  private final Thread hook;

  private InterruptedByUser(Thread worker) {
    hook = new Thread(() -> interrupt(worker), "interrupted-by-user");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Watches for Ctrl-C until closed. */
  static InterruptedByUser interrupting(Thread worker) {
    return new InterruptedByUser(worker);
  }

  private void interrupt(Thread worker) {
    worker.interrupt();
    try {
      if (!cleanedUp.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
        worker.interrupt();
      }
    } catch (InterruptedException e) {
      // The JVM ends all the same.
    }
  }

  @Override
  public void close() {
    cleanedUp.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down: the hook has done its work.
    }
  }
}

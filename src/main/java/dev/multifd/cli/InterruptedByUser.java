package dev.multifd.cli;

/**
 * Turns Ctrl-C into an interrupt of the working thread, and keeps the JVM until that thread has
 * cleaned up.
 */
final class InterruptedByUser implements AutoCloseable {
  private final Thread hook;

  private InterruptedByUser(Thread worker) {
    hook =
        new Thread(
            () -> {
              worker.interrupt();
              try {
                worker.join();
              } catch (InterruptedException e) {
                // The JVM ends all the same.
              }
            },
            "interrupted-by-user");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static InterruptedByUser interrupting(Thread worker) {
    return new InterruptedByUser(worker);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down: the hook has done its work.
    }
  }
}

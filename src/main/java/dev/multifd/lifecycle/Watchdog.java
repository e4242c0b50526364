package dev.multifd.lifecycle;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Ends a migration that makes no progress. It watches the side as a whole: one quiet channel is
 * normal.
 */
public final class Watchdog {
  private static final int LOOKS_PER_TIMEOUT = 10;

  private Watchdog() {}

  /**
   * Starts to watch.
   *
   * @param progress a number that changes while anything moves
   * @param state says what is being waited for, for the message
   */
  public static void watch(
      Crew crew, Duration timeout, LongSupplier progress, Supplier<String> state) {
    crew.start("watchdog", () -> run(crew, timeout, progress, state));
  }

  private static void run(
      Crew crew, Duration timeout, LongSupplier progress, Supplier<String> state) {
    long lastProgress = progress.getAsLong();
    long sinceNs = System.nanoTime();
    while (true) {
      try {
        Thread.sleep(Math.max(1, timeout.toMillis() / LOOKS_PER_TIMEOUT));
      } catch (InterruptedException e) {
        return;
      }
      long now = progress.getAsLong();
      if (now != lastProgress) {
        lastProgress = now;
        sinceNs = System.nanoTime();
      } else if (System.nanoTime() - sinceNs >= timeout.toNanos()) {
        crew.fail(
            "watchdog",
            new MigrationException(
                "nothing moved for "
                    + timeout.toMillis()
                    + " ms while "
                    + state.get()
                    + "; is the other side alive? (--timeout allows more)"));
        return;
      }
    }
  }
}

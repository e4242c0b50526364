package dev.multifd.suite;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills a fork that does not end. Channel threads block in system calls that no interrupt wakes, so
 * that JMH's own time-out cannot end a migration that hangs.
 */
final class ForkWatchdog implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean fired;

  /** Starts to watch; {@code kill} is called once when {@code limit} has passed. */
  ForkWatchdog(Duration limit, Runnable kill) {
    Thread.ofVirtual()
        .name("fork-watchdog")
        .start(() -> {
          try {
            if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
              fired = true;
              kill.run();
            }
          } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Whether the limit has passed. */
  boolean fired() {
    return fired;
  }

  @Override
  public void close() {
    ended.countDown();
  }
}

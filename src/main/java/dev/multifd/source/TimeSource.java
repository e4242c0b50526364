package dev.multifd.source;

import java.util.concurrent.TimeUnit;

/** Where the save loop has its time from, so that it can be run in a time that is made up. */
public interface TimeSource {
  /** The system's monotonic clock. */
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleepUntil(long ns) throws InterruptedException {
          long leftNs = ns - System.nanoTime();
          if (leftNs > 0) {
            TimeUnit.NANOSECONDS.sleep(leftNs);
          }
        }
      };

  /** Now, in nanoseconds from an arbitrary origin. */
  long nanoTime();

  /** Returns when {@link #nanoTime} has reached {@code ns}. */
  void sleepUntil(long ns) throws InterruptedException;
}

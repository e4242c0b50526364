package dev.multifd.source;

import java.io.IOException;

/**
 * The loop of the migration thread (QEMU migration/migration.c, {@code migration_thread}, {@code
 * migration_iteration_run}, {@code migration_rate_limit}): iterate while more is dirty than can be
 * sent within the downtime limit, look again when less seems to be, then complete. What it drives
 * and the clock come from outside, so that it can be run on a model.
 */
public final class SaveLoop {
  /** Longest iteration (QEMU migration/ram.c, MAX_WAIT). */
  private static final long ITERATION_NS = 50_000_000;

  /** What is saved (QEMU {@code SaveVMHandlers}). */
  public interface Handlers {
    /** Bytes that are dirty as far as is known ({@code state_pending_estimate}). */
    long pendingBytes();

    /** Asks the tracker what was written since it was last asked ({@code state_pending_exact}). */
    void syncBitmap() throws IOException, InterruptedException;

    /**
     * Sends what is dirty, until {@code pace} says stop or all was looked at once. Channels may go
     * on when it has returned, until {@link #syncBitmap} or {@link #complete}.
     */
    void iterate(Pace pace) throws IOException, InterruptedException;

    /** Stops the guest and sends all the rest. */
    void complete() throws IOException, InterruptedException;

    /** Bytes sent so far, by the books that count. */
    long transferredBytes();
  }

  /** How it ends. */
  public enum Ending {
    /** What was left was sent with the guest stopped. */
    COMPLETED,
    /** The time limit came before so little was left. */
    NOT_CONVERGED
  }

  private final Handlers handlers;
  private final TimeSource time;
  private final RateLimiter limiter;
  private final Bandwidth bandwidth;
  private final long deadlineNs;
  private long windowStartNs;
  private long windowStartBytes;

  /**
   * @param options its limits
   */
  public SaveLoop(Handlers handlers, ConvergenceOptions options, TimeSource time) {
    this.handlers = handlers;
    this.time = time;
    this.limiter = new RateLimiter(options.maxBandwidth(), handlers::transferredBytes);
    this.bandwidth = new Bandwidth(options.downtimeLimit().toNanos());
    this.deadlineNs = time.nanoTime() + options.timeLimit().toNanos();
    openWindow();
  }

  /** Runs to the end of the completion, or to the time limit. */
  public Ending run() throws IOException, InterruptedException {
    while (!converged()) {
      if (time.nanoTime() - deadlineNs >= 0) {
        return Ending.NOT_CONVERGED;
      }
      iterate();
      keepRate();
    }
    limiter.lift();
    handlers.complete();
    return Ending.COMPLETED;
  }

  private boolean converged() throws IOException, InterruptedException {
    // The same before and after the look, which takes its time.
    long thresholdBytes =
        bandwidth.thresholdBytes(
            handlers.transferredBytes() - windowStartBytes, time.nanoTime() - windowStartNs);
    if (!isDue(thresholdBytes)) {
      return false;
    }
    handlers.syncBitmap();
    return isDue(thresholdBytes);
  }

  private boolean isDue(long thresholdBytes) {
    long pendingBytes = handlers.pendingBytes();
    return pendingBytes == 0 || pendingBytes < thresholdBytes;
  }

  private void iterate() throws IOException, InterruptedException {
    long endNs = time.nanoTime() + ITERATION_NS;
    handlers.iterate(
        new Pace() {
          @Override
          public boolean mayTake() {
            return !limiter.exceeded();
          }

          @Override
          public boolean isOver() {
            return time.nanoTime() - endNs >= 0;
          }
        });
  }

  /** Closes windows that are over, and waits for that while a window's bytes are sent. */
  private void keepRate() throws InterruptedException {
    do {
      long endNs = windowStartNs + RateLimiter.WINDOW_NS;
      if (limiter.exceeded()) {
        time.sleepUntil(endNs);
      }
      long now = time.nanoTime();
      if (now - endNs >= 0) {
        bandwidth.measured(handlers.transferredBytes() - windowStartBytes, now - windowStartNs);
        limiter.restart();
        openWindow();
      }
    } while (limiter.exceeded());
  }

  private void openWindow() {
    windowStartNs = time.nanoTime();
    windowStartBytes = handlers.transferredBytes();
  }

  /** Bytes a second of the last whole window. */
  public double bandwidth() {
    return bandwidth.bytesPerSecond();
  }
}

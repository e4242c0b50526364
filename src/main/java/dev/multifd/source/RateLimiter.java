package dev.multifd.source;

import java.util.function.LongSupplier;

/**
 * Bounds the bytes of each window of 100 ms (QEMU migration/migration-stats.c, {@code
 * migration_rate_exceeded}, {@code migration_rate_reset}; BUFFER_DELAY). What one window sent too
 * much the next ones have less, which QEMU forgets: ranges are claimed whole, so that windows
 * overshoot, and the average must not.
 */
public final class RateLimiter {
  /** Length of a window. */
  public static final long WINDOW_NS = 100_000_000;

  private static final long WINDOWS_PER_SECOND = 10;

  private final long windowBytes;
  private final LongSupplier transferred;
  private volatile long mark;
  private volatile boolean lifted;

  /**
   * @param maxBandwidth bytes a second (QEMU {@code max-bandwidth}); 0 for no limit
   * @param transferred bytes sent since the start, by the books that count
   */
  public RateLimiter(long maxBandwidth, LongSupplier transferred) {
    this.windowBytes = maxBandwidth / WINDOWS_PER_SECOND;
    this.transferred = transferred;
    this.lifted = maxBandwidth == 0;
    this.mark = transferred.getAsLong();
  }

  /** Bytes of a window; 0 where there is no limit. */
  long windowBytes() {
    return windowBytes;
  }

  /** Whether this window's bytes are sent. Any thread may ask. */
  public boolean exceeded() {
    return !lifted && transferred.getAsLong() - mark >= windowBytes;
  }

  /** Begins the next window. */
  void restart() {
    mark = Math.min(transferred.getAsLong(), mark + windowBytes);
  }

  /** From now on there is no limit: the guest is stopped. */
  void lift() {
    lifted = true;
  }
}

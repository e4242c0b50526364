package dev.multifd.source;

import java.time.Duration;

/**
 * Limits of a migration's rate and time.
 *
 * @param downtimeLimit longest that the guest may stand still: when what is dirty would be sent in
 *     that time, it is stopped (QEMU {@code downtime-limit})
 * @param maxBandwidth bytes a second while the guest runs (QEMU {@code max-bandwidth}); 0 for no
 *     limit
 * @param timeLimit a migration that has not come to stop the guest by then ends as one that does
 *     not converge
 * @param throttling whether the guest is slowed when it dirties too fast
 */
public record ConvergenceOptions(
    Duration downtimeLimit, long maxBandwidth, Duration timeLimit, Throttling throttling) {
  /** Longest downtime limit, as in QEMU. */
  public static final Duration MAX_DOWNTIME_LIMIT = Duration.ofSeconds(2000);

  /** Least bandwidth limit: a range that is claimed whole takes seconds below it. */
  public static final long MIN_BANDWIDTH = 1 << 20;

  /** Longest time limit. */
  public static final Duration MAX_TIME_LIMIT = Duration.ofDays(1);

  /** QEMU's downtime limit, no bandwidth limit, and as much time as may be given. */
  public static final ConvergenceOptions DEFAULT = of(Duration.ofMillis(300));

  /**
   * @throws IllegalArgumentException naming the value that does not fit
   */
  public ConvergenceOptions {
    if (downtimeLimit.isNegative() || downtimeLimit.compareTo(MAX_DOWNTIME_LIMIT) > 0) {
      throw new IllegalArgumentException(
          "downtimeLimitMs is "
              + downtimeLimit.toMillis()
              + ": give 0 to "
              + MAX_DOWNTIME_LIMIT.toMillis());
    }
    if (maxBandwidth != 0 && maxBandwidth < MIN_BANDWIDTH) {
      throw new IllegalArgumentException(
          "maxBandwidth is "
              + maxBandwidth
              + " bytes a second: give "
              + MIN_BANDWIDTH
              + " or more, or none");
    }
    if (timeLimit.isNegative() || timeLimit.isZero() || timeLimit.compareTo(MAX_TIME_LIMIT) > 0) {
      throw new IllegalArgumentException(
          "limit is "
              + timeLimit.toSeconds()
              + " seconds: give more than 0, at most "
              + MAX_TIME_LIMIT.toSeconds());
    }
  }

  /** Nothing but a downtime limit. */
  public static ConvergenceOptions of(Duration downtimeLimit) {
    return new ConvergenceOptions(downtimeLimit, 0, MAX_TIME_LIMIT, Throttling.OFF);
  }
}

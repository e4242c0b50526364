package dev.multifd.migration.letter;

import org.jspecify.annotations.Nullable;

/**
 * The lines of one {@code info migrate} in the letter, by their names there; null where the letter
 * does not have the line. {@code kbytes} are of 1024 bytes, {@code mbps} of a million bits.
 */
public record PrintedFigures(
    @Nullable String status,
    long totalTimeMs,
    @Nullable Long downtimeMs,
    @Nullable Long expectedDowntimeMs,
    long setupMs,
    long transferredRamKbytes,
    double throughputMbps,
    @Nullable Long remainingRamKbytes,
    @Nullable Long totalRamKbytes,
    long duplicatePages,
    long normalPages,
    long normalKbytes,
    long dirtySyncCount,
    @Nullable Long pageSizeKbytes,
    long multifdKbytes,
    long pagesPerSecond,
    @Nullable Long dirtyPagesRate,
    long precopyRamKbytes,
    @Nullable Long downtimeRamKbytes) {
  /** Whether it had ended; one run had not when it was printed. */
  public boolean completed() {
    return "completed".equals(status);
  }

  /** Bytes a second by the printed throughput. */
  double bytesPerSecond() {
    return throughputMbps * 1e6 / Byte.SIZE;
  }

  /** From the first page until the guest was stopped. */
  long precopyMs() {
    return totalTimeMs - setupMs - (downtimeMs == null ? 0 : downtimeMs);
  }
}

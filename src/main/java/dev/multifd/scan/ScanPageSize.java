package dev.multifd.scan;

import java.util.Locale;

/**
 * Bytes that are scanned as one page: a power of two from 4 KiB, the pages of migration, to 1 GiB.
 * 64 KiB is the page of some hosts, 2 MiB that of transparent huge pages.
 */
public record ScanPageSize(int bytes) {
  private static final int MIN_BYTES = 4 << 10;
  private static final int MAX_BYTES = 1 << 30;
  private static final String UNITS = "KMG";

  /**
   * @throws IllegalArgumentException naming the size that cannot be, and what can
   */
  public ScanPageSize {
    if (Integer.bitCount(bytes) != 1 || bytes < MIN_BYTES) {
      throw refused(bytes + " bytes");
    }
  }

  /**
   * The size that is written like 4K, 64K or 2M.
   *
   * @throws IllegalArgumentException naming the text, and what can be
   */
  public static ScanPageSize parse(String text) {
    for (int bytes = MIN_BYTES; bytes > 0; bytes <<= 1) {
      ScanPageSize size = new ScanPageSize(bytes);
      if (size.toString().equals(text.toUpperCase(Locale.ROOT))) {
        return size;
      }
    }
    throw refused("'" + text + "'");
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException(
        "pageSize is %s: give a power of two from %s to %s, such as 4K, 64K or 2M"
            .formatted(what, text(MIN_BYTES), text(MAX_BYTES)));
  }

  private static String text(int bytes) {
    int unit = Integer.numberOfTrailingZeros(bytes) / 10;
    return (bytes >> (10 * unit)) + UNITS.substring(unit - 1, unit);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return text(bytes);
  }
}

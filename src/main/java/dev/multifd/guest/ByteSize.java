package dev.multifd.guest;

import java.util.Locale;

/** Sizes for people, in the binary unit that fits. */
final class ByteSize {
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

  private ByteSize() {}

  /** Such as {@code 16 GiB}, {@code 1.5 GiB} or {@code 194 bytes}. */
  static String text(long bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    String number =
        value == Math.rint(value)
            ? Long.toString((long) value)
            : String.format(Locale.ROOT, "%.2f", value);
    return number + " " + UNITS[unit];
  }
}

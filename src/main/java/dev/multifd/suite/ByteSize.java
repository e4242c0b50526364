package dev.multifd.suite;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size of memory as people type it: {@code 512M}, {@code 16G}, {@code 1T}.
 *
 * @param bytes a positive multiple of the page size
 */
public record ByteSize(long bytes) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})([KMGT])(?:I?B)?");
  private static final String UNITS = "KMGT";
  private static final long PAGE_BYTES = 4096;

  /** Checks that guest RAM can have this size. */
  public ByteSize {
    if (bytes <= 0 || bytes % PAGE_BYTES != 0) {
      throw new UsageException(
          "size of " + bytes + " bytes: must be a positive multiple of the 4096-byte page");
    }
  }

  /**
   * Reads a number with one of the units K, M, G or T (powers of 1024), in any case.
   *
   * @throws UsageException when it is something else or does not fit
   */
  public static ByteSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageException("not a size: '" + text + "'; write it like 512M, 16G or 1T");
    }
    int shift = 10 * (UNITS.indexOf(matcher.group(2)) + 1);
    long number = Long.parseLong(matcher.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw new UsageException("size '" + text + "' is too large");
    }
    return new ByteSize(number << shift);
  }

  /** The shortest exact form, such as {@code 16G}. */
  @Override
  public String toString() {
    int unit = 0;
    long number = bytes >> 10;
    while (unit < UNITS.length() - 1 && number % 1024 == 0) {
      number >>= 10;
      unit++;
    }
    return number + UNITS.substring(unit, unit + 1);
  }
}

package dev.multifd.guest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the non-zero pages look like to a zero test, in percent of them.
 *
 * @param dense random bytes, the first not zero: any test sees it at once
 * @param sampledZero random bytes, but zero in the first, middle and last, which is where QEMU's
 *     {@code buffer_is_zero} looks before it scans
 * @param singleByte one byte at a random place, all others zero
 */
public record PageMix(int dense, int sampledZero, int singleByte) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})/(\\d{1,3})/(\\d{1,3})");

  /** 90 / 9 / 1 percent. */
  public static final PageMix TYPICAL = new PageMix(90, 9, 1);

  /**
   * @throws IllegalArgumentException if a share is negative or they do not add up to 100
   */
  public PageMix {
    if (dense < 0 || sampledZero < 0 || singleByte < 0 || dense + sampledZero + singleByte != 100) {
      throw new IllegalArgumentException(
          "page mix "
              + dense
              + "/"
              + sampledZero
              + "/"
              + singleByte
              + ": give three shares of 0 or more that add up to 100 percent");
    }
  }

  /**
   * Reads what {@link #toString} writes, such as {@code 90/9/1}.
   *
   * @throws IllegalArgumentException naming what it is not
   */
  public static PageMix parse(String text) {
    Matcher shares = TEXT.matcher(text);
    if (!shares.matches()) {
      throw new IllegalArgumentException(
          "page mix '" + text + "': give three shares in percent such as " + TYPICAL);
    }
    return new PageMix(
        Integer.parseInt(shares.group(1)),
        Integer.parseInt(shares.group(2)),
        Integer.parseInt(shares.group(3)));
  }

  @Override
  public String toString() {
    return dense + "/" + sampledZero + "/" + singleByte;
  }
}

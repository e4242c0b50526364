package dev.multifd.guest;

/**
 * What the non-zero pages look like to a zero test, in percent of them.
 *
 * @param dense random bytes, the first not zero: any test sees it at once
 * @param sampledZero random bytes, but zero in the first, middle and last, which is where QEMU's
 *     {@code buffer_is_zero} looks before it scans
 * @param singleByte one byte at a random place, all others zero
 */
public record PageMix(int dense, int sampledZero, int singleByte) {
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

  @Override
  public String toString() {
    return dense + "/" + sampledZero + "/" + singleByte;
  }
}

package dev.multifd.guest;

import java.nio.charset.StandardCharsets;

/**
 * Name and size of a RAM block to be.
 *
 * @param idstr its name on the wire, 1 to 255 bytes of UTF-8
 * @param usedBytes its size, a positive multiple of the page size
 */
public record BlockLayout(String idstr, long usedBytes) {
  private static final int MAX_IDSTR_BYTES = 255;

  /**
   * @throws IllegalArgumentException naming what does not fit
   */
  public BlockLayout {
    int nameBytes = idstr.getBytes(StandardCharsets.UTF_8).length;
    if (nameBytes < 1 || nameBytes > MAX_IDSTR_BYTES) {
      throw new IllegalArgumentException(
          "a RAM block's name has 1 to " + MAX_IDSTR_BYTES + " bytes, not " + nameBytes);
    }
    if (usedBytes <= 0 || usedBytes % RamBlock.PAGE_BYTES != 0) {
      throw new IllegalArgumentException(
          "RAM block "
              + idstr
              + ": "
              + usedBytes
              + " bytes is no positive multiple of "
              + RamBlock.PAGE_BYTES);
    }
  }

  /** Number of target pages. */
  public long pages() {
    return usedBytes / RamBlock.PAGE_BYTES;
  }
}

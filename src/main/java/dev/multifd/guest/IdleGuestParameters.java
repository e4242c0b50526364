package dev.multifd.guest;

/**
 * What an {@link IdleGuest} is made of. {@link #DEFAULT} is the idle 16 GiB guest of the multifd
 * zero-page series (qemu-devel, 10 March 2022): 149 420 of 4 194 498 pages are not zero.
 *
 * @param ramBytes size of the main block {@code pc.ram}, 2 MiB to 1 TiB
 * @param nonZeroPages pages that are not zero in all blocks; the firmware blocks' {@value
 *     IdleGuest#FIRMWARE_PAGES} always are
 * @param placement where in {@code pc.ram} they lie
 * @param mix what they look like
 * @param texture of the dense ones
 * @param zeroState what was done to the zero pages before
 * @param seed decides every page's content and the random placements
 */
public record IdleGuestParameters(
    long ramBytes,
    long nonZeroPages,
    Placement placement,
    PageMix mix,
    Texture texture,
    ZeroState zeroState,
    long seed) {

  /** The smallest main block: one huge page. */
  public static final long MIN_RAM_BYTES = 2L << 20;

  /** The largest main block. */
  public static final long MAX_RAM_BYTES = 1L << 40;

  private static final long LETTER_RAM_BYTES = 16L << 30;
  private static final long LETTER_NON_ZERO_PAGES = 149_420;

  /** The letter's guest, clustered, never touched, seed 42. */
  public static final IdleGuestParameters DEFAULT =
      new IdleGuestParameters(
          LETTER_RAM_BYTES,
          LETTER_NON_ZERO_PAGES,
          Placement.CLUSTERS,
          PageMix.TYPICAL,
          Texture.RANDOM,
          ZeroState.NEVER_TOUCHED,
          42);

  /**
   * @throws IllegalArgumentException naming the value that cannot be, and what can
   */
  public IdleGuestParameters {
    checkRamBytes(ramBytes);
    long totalPages = totalPages(ramBytes);
    if (nonZeroPages < IdleGuest.FIRMWARE_PAGES || nonZeroPages > totalPages) {
      throw new IllegalArgumentException(
          nonZeroPages
              + " non-zero pages: a guest of "
              + ByteSize.text(ramBytes)
              + " has "
              + IdleGuest.FIRMWARE_PAGES
              + " (its firmware) to "
              + totalPages
              + " (all)");
    }
  }

  private static void checkRamBytes(long ramBytes) {
    if (ramBytes < MIN_RAM_BYTES || ramBytes > MAX_RAM_BYTES) {
      throw new IllegalArgumentException(
          "guest size "
              + ramBytes
              + " bytes: give 2 MiB ("
              + MIN_RAM_BYTES
              + ") to 1 TiB ("
              + MAX_RAM_BYTES
              + ")");
    }
    if (ramBytes % RamBlock.PAGE_BYTES != 0) {
      throw new IllegalArgumentException(
          "guest size "
              + ramBytes
              + " bytes is no multiple of the page size: give "
              + (ramBytes & -RamBlock.PAGE_BYTES)
              + " or another multiple of "
              + RamBlock.PAGE_BYTES);
    }
  }

  private static long totalPages(long ramBytes) {
    return ramBytes / RamBlock.PAGE_BYTES + IdleGuest.FIRMWARE_PAGES;
  }

  /**
   * Non-zero pages of an idle guest of that size: the letter's share below its 16 GiB, its number
   * above, because an idle guest does not use more where it has more.
   */
  public static long idleNonZeroPages(long ramBytes) {
    if (ramBytes >= LETTER_RAM_BYTES) {
      return LETTER_NON_ZERO_PAGES;
    }
    double share = (double) totalPages(ramBytes) / totalPages(LETTER_RAM_BYTES);
    return Math.max(IdleGuest.FIRMWARE_PAGES, Math.round(LETTER_NON_ZERO_PAGES * share));
  }

  /**
   * How many pages that share of all is, with the firmware's among them.
   *
   * @param share 0 to 1
   * @throws IllegalArgumentException naming a share that cannot be
   */
  public long nonZeroPagesOf(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a share of " + share + " of the pages: give 0 to 1 (0% to 100%)");
    }
    return Math.max(IdleGuest.FIRMWARE_PAGES, Math.round(totalPages(ramBytes) * share));
  }

  /** The same with another size, and with {@link #idleNonZeroPages} of that size. */
  public IdleGuestParameters withRamBytes(long bytes) {
    checkRamBytes(bytes);
    return new IdleGuestParameters(
        bytes, idleNonZeroPages(bytes), placement, mix, texture, zeroState, seed);
  }

  /** The same with another number of non-zero pages. To be called after {@link #withRamBytes}. */
  public IdleGuestParameters withNonZeroPages(long pages) {
    return new IdleGuestParameters(ramBytes, pages, placement, mix, texture, zeroState, seed);
  }

  /** The same with the non-zero pages elsewhere. */
  public IdleGuestParameters withPlacement(Placement other) {
    return new IdleGuestParameters(ramBytes, nonZeroPages, other, mix, texture, zeroState, seed);
  }

  /** The same with another mix of non-zero pages. */
  public IdleGuestParameters withMix(PageMix other) {
    return new IdleGuestParameters(
        ramBytes, nonZeroPages, placement, other, texture, zeroState, seed);
  }

  /** The same with other bytes in its dense pages. */
  public IdleGuestParameters withTexture(Texture other) {
    return new IdleGuestParameters(ramBytes, nonZeroPages, placement, mix, other, zeroState, seed);
  }

  /** The same with the zero pages in another state. */
  public IdleGuestParameters withZeroState(ZeroState other) {
    return new IdleGuestParameters(ramBytes, nonZeroPages, placement, mix, texture, other, seed);
  }

  /** The same with another seed. */
  public IdleGuestParameters withSeed(long other) {
    return new IdleGuestParameters(
        ramBytes, nonZeroPages, placement, mix, texture, zeroState, other);
  }
}

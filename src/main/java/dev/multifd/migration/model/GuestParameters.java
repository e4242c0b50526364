package dev.multifd.migration.model;

import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.guest.Placement;

/**
 * A guest's pages and what it does to them.
 *
 * @param nonZeroPages of an idle guest, its firmware's included
 * @param placement where they lie
 * @param writers threads that write, each over its own pages in order and over again (as {@code
 *     stress --vm} does)
 * @param setPages that each of them writes, a multiple of 512
 * @param writesPerSecond pages a second of all of them together
 */
public record GuestParameters(
    long nonZeroPages, Placement placement, int writers, int setPages, long writesPerSecond) {
  /** The letter's guest, just booted: nobody writes. */
  public static final GuestParameters IDLE =
      new GuestParameters(
          IdleGuestParameters.DEFAULT.nonZeroPages(), Placement.CLUSTERS, 0, 0, 0);

  private static final int PAGES_OF_400_MIB = 102_400;

  /**
   * The same with {@code stress --vm 4 --vm-keep --vm-bytes 400M}. How fast it writes the letter
   * does not tell: its {@code dirty pages rate} of 598 555 counts pages that were found clean, so it
   * cannot exceed the pages sent. Its {@code expected downtime} says that the whole set was dirty
   * after each round of 0.4 s. The rate is fitted to that and to the downtimes of current multifd.
   */
  public static final GuestParameters DIRTYING =
      new GuestParameters(
          IDLE.nonZeroPages, Placement.CLUSTERS, 4, PAGES_OF_400_MIB, 8_000_000);

  /** The same with the non-zero pages elsewhere. */
  public GuestParameters withPlacement(Placement other) {
    return new GuestParameters(nonZeroPages, other, writers, setPages, writesPerSecond);
  }

  /** The same with sets of another size. */
  public GuestParameters withSetPages(int pages) {
    return new GuestParameters(nonZeroPages, placement, writers, pages, writesPerSecond);
  }

  /** Pages that are written over and over. */
  public long workingSetPages() {
    return (long) writers * setPages;
  }
}

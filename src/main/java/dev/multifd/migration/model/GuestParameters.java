package dev.multifd.migration.model;

import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.guest.Placement;

/**
 * A guest's pages and what it does to them.
 *
 * @param nonZeroPages of an idle guest, its firmware's included
 * @param placement where they lie
 * @param stretch how many times as long, and as few, their runs are as the placement has them; a
 *     power of two
 * @param writers threads that write, each over its own pages in order and over again (as {@code
 *     stress --vm} does)
 * @param setPages that each of them writes, a multiple of 512
 * @param writesPerSecond pages a second of all of them together
 */
public record GuestParameters(
    long nonZeroPages,
    Placement placement,
    int stretch,
    int writers,
    int setPages,
    long writesPerSecond) {
  /**
   * The letter's guest, just booted: nobody writes. Its runs are fitted: with the 96 pages on
   * average that a real guest of 1 GiB had, fewer phantom bytes are booked than the letter printed;
   * with four times as many, as many.
   */
  public static final GuestParameters IDLE =
      new GuestParameters(
          IdleGuestParameters.DEFAULT.nonZeroPages(), Placement.CLUSTERS, 4, 0, 0, 0);

  private static final int PAGES_OF_400_MIB = 102_400;

  /**
   * The same with {@code stress --vm 4 --vm-keep --vm-bytes 400M}. How fast it writes the letter
   * does not tell: its {@code dirty pages rate} of 598 555 counts pages that were found clean, so
   * it cannot exceed the pages sent. Its {@code expected downtime} says that the whole set was
   * dirty after each round of 0.4 s. The rate is fitted to that and to the downtimes of current
   * multifd.
   */
  public static final GuestParameters DIRTYING =
      new GuestParameters(IDLE.nonZeroPages, Placement.CLUSTERS, 4, 4, PAGES_OF_400_MIB, 4_000_000);

  /** The same with the idle guest's non-zero pages elsewhere. */
  public GuestParameters withPlacement(Placement other) {
    return new GuestParameters(nonZeroPages, other, stretch, writers, setPages, writesPerSecond);
  }

  /** The same with longer and fewer runs of the idle guest's non-zero pages. */
  public GuestParameters withStretch(int times) {
    return new GuestParameters(nonZeroPages, placement, times, writers, setPages, writesPerSecond);
  }

  /** The same with other writing. */
  public GuestParameters withWritesPerSecond(long writes) {
    return new GuestParameters(nonZeroPages, placement, stretch, writers, setPages, writes);
  }

  /** The same with sets of another size. */
  public GuestParameters withSetPages(int pages) {
    return new GuestParameters(nonZeroPages, placement, stretch, writers, pages, writesPerSecond);
  }

  /** Pages that are written over and over. */
  public long workingSetPages() {
    return (long) writers * setPages;
  }
}

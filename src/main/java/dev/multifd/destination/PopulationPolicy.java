package dev.multifd.destination;

import dev.multifd.guest.RamBlock;

/**
 * How a block's never-touched memory is made ready before pages are read into it. Page faults are
 * the destination's largest cost.
 */
public enum PopulationPolicy {
  /** Not at all: each page faults when the first byte is written. */
  TOUCH,
  /** {@code MADV_POPULATE_WRITE} of each run of pages: no fault a page. */
  POPULATE,
  /**
   * Huge pages where they cost less than the pages of 4 KiB in their place, as measured on this
   * machine; {@code MADV_POPULATE_WRITE} elsewhere.
   */
  ADAPTIVE;

  /** A preparation of this kind for one block, to which no page has come yet. */
  public Population forBlock(RamBlock block) {
    return switch (this) {
      case TOUCH -> (offset, bytes) -> {};
      case POPULATE -> new PopulateRuns(block);
      case ADAPTIVE -> new HugeForLongRuns(block, hugeFromPages(), new PopulateRuns(block));
    };
  }

  /**
   * Pages of one 2 MiB region that must arrive in one run for a huge page to back it; more than
   * there are where none ever does. A run of a whole packet that begins a region always will do.
   */
  public int hugeFromPages() {
    return this == ADAPTIVE ? FaultCosts.ofHost().breakEvenPages() : Integer.MAX_VALUE;
  }
}

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
  /** Huge pages where a whole packet is one run, {@code MADV_POPULATE_WRITE} elsewhere. */
  ADAPTIVE;

  /** A preparation of this kind for one block, all of which is never-touched. */
  public Population forBlock(RamBlock block) {
    return switch (this) {
      case TOUCH -> (offset, bytes) -> {};
      case POPULATE -> new PopulateRuns(block);
      case ADAPTIVE -> new HugeForLongRuns(block, new PopulateRuns(block));
    };
  }
}

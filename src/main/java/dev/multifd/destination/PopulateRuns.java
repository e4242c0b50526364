package dev.multifd.destination;

import dev.multifd.guest.RamBlock;
import dev.multifd.io.Advice;
import dev.multifd.io.Mapping;
import dev.multifd.io.SystemCallException;

/** Allocates a run's pages in one call. A single page is left to fault: it costs the same. */
final class PopulateRuns implements Population {
  private final long address;

  PopulateRuns(RamBlock block) {
    address = block.memory().address();
  }

  @Override
  public void prepare(long offset, long bytes) throws SystemCallException {
    if (bytes > RamBlock.PAGE_BYTES) {
      Mapping.advise(address + offset, bytes, Advice.POPULATE_WRITE);
    }
  }
}

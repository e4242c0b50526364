package dev.multifd.migration.model;

import dev.multifd.counters.Phase;
import dev.multifd.counters.PhaseBytes;
import dev.multifd.guest.RamBlock;

/** Page records of the main channel; framing is not modelled. */
final class MainModel {
  /** The page's address with the flags, and a byte that says which byte fills it. */
  private static final int ZERO_RECORD_BYTES = 9;

  private static final int NORMAL_RECORD_BYTES = 8 + RamBlock.PAGE_BYTES;

  private final VirtualTime time;
  private final PhaseBytes bytes = new PhaseBytes();
  private long zeroPages;
  private long normalPages;

  MainModel(VirtualTime time) {
    this.time = time;
  }

  void zeroPages(int pages) {
    zeroPages += pages;
    bytes.add(time.phase(), (long) pages * ZERO_RECORD_BYTES);
  }

  void normalPages(int pages) {
    normalPages += pages;
    bytes.add(time.phase(), (long) pages * NORMAL_RECORD_BYTES);
  }

  long zeroPages() {
    return zeroPages;
  }

  long normalPages() {
    return normalPages;
  }

  long bytes() {
    return bytes.total();
  }

  long bytes(Phase phase) {
    return bytes.get(phase);
  }
}

package dev.multifd.destination;

import dev.multifd.guest.RamBlock;
import dev.multifd.io.Iovec;

/** How a channel reads its packets: the mirror of the source's packing. */
public enum Unpacking {
  /** The header, then its pages by {@code readv} with an entry for each: QEMU's way. */
  PAGE_ENTRIES,
  /** The same, with pages that are neighbours in memory in one entry. */
  MERGED_RUNS,
  /** Neighbours merged, and the next header in the same {@code readv}. */
  READ_AHEAD,
  /** Read together into one buffer with the next header, and copied from there. */
  ONE_BUFFER;

  /** Whether more is read than the packet at hand has. */
  boolean readsAhead() {
    return switch (this) {
      case PAGE_ENTRIES, MERGED_RUNS -> false;
      case READ_AHEAD, ONE_BUFFER -> true;
    };
  }

  /** Adds the entries for pages side by side. */
  void addRun(Iovec iov, long address, long bytes) {
    switch (this) {
      case PAGE_ENTRIES -> iov.addPieces(address, bytes, RamBlock.PAGE_BYTES);
      case MERGED_RUNS, READ_AHEAD, ONE_BUFFER -> iov.add(address, bytes);
    }
  }
}

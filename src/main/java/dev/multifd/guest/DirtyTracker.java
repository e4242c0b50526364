package dev.multifd.guest;

import java.io.IOException;

/**
 * Learns which pages the guest writes (QEMU: the dirty log of memory.c and KVM). The save loop
 * clears by {@link #sync} first and reads pages afterwards, so a write is seen in this round or in
 * the next, never in neither.
 */
public interface DirtyTracker {
  /**
   * Begins to track all blocks of {@code ram}. Pages written before are not reported.
   *
   * @throws IOException if the kernel refuses what the tracker needs
   */
  void start(GuestRam ram) throws IOException;

  /**
   * The guest wrote to {@code page} of {@code block}: called after the store, by the thread that
   * stored. Trackers that see writes by themselves have nothing to do.
   */
  default void mark(RamBlock block, long page) {}

  /**
   * Moves what was written since the last call into the blocks' dirty bitmaps (QEMU {@code
   * migration_bitmap_sync}).
   *
   * @return pages that were not dirty before
   * @throws IOException if the kernel no longer answers
   */
  long sync() throws IOException;

  /** The most that one write may make dirty, in bytes, with the RAM that was started last. */
  default long granularityBytes() {
    return RamBlock.PAGE_BYTES;
  }

  /** Ends tracking (QEMU {@code memory_global_dirty_log_stop}). {@link #start} may follow. */
  default void stop() throws IOException {}
}

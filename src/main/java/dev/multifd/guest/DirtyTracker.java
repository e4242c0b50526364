package dev.multifd.guest;

/**
 * Learns which pages the guest writes (QEMU: the dirty log of memory.c and KVM). The save loop
 * clears by {@link #sync} first and reads pages afterwards, so a write is seen in this round or in
 * the next, never in neither.
 */
public interface DirtyTracker {
  /** Begins to track all blocks of {@code ram}. Pages written before are not reported. */
  void start(GuestRam ram);

  /**
   * Moves what was written since the last call into the blocks' dirty bitmaps (QEMU {@code
   * migration_bitmap_sync}).
   *
   * @return pages that were not dirty before
   */
  long sync();
}

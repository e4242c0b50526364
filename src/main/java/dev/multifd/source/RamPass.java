package dev.multifd.source;

import java.io.IOException;

/**
 * A walk over the dirty bitmaps of all blocks, from first to last and over again, by one of the
 * ways of dispatch (QEMU migration/ram.c, {@code find_dirty_block}, {@code
 * ram_find_and_save_block}).
 */
interface RamPass {
  /**
   * Goes on from where the last call stopped: takes dirty pages from the bitmaps and sends them, or
   * hands them to a channel, while {@code pace} lets it.
   *
   * @return whether the end of the last block was reached; the next call begins with the first
   */
  boolean send(Pace pace) throws IOException, InterruptedException;

  /** Pages taken from the bitmaps so far, in all passes. */
  long takenPages();
}

package dev.multifd.guest;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Reads a guest's content from where it came from. One thread uses one. */
@FunctionalInterface
interface PageReader {
  /**
   * Fills {@code pages}, whole pages of native memory, with the content from {@code firstPage} of
   * the block at index {@code block} on.
   */
  void read(int block, long firstPage, MemorySegment pages) throws IOException;
}

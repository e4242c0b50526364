package dev.multifd.payload;

import java.lang.foreign.MemorySegment;

/**
 * How the normal pages of a channel become payloads (QEMU {@code MultiFDMethods}, the sending
 * side). A compressed stream goes on across packets and barriers to the end of the channel. One
 * thread uses it.
 */
public interface PayloadEncoder extends AutoCloseable {
  /** Adds pages that lie side by side to the payload of the packet in the making. */
  void pages(MemorySegment memory, long offset, long bytes);

  /**
   * Ends the payload and gives it to the packing.
   *
   * @return its bytes; 0 without pages
   */
  int finish();

  /** Gives back what the method has allocated outside the heap. */
  @Override
  void close();
}

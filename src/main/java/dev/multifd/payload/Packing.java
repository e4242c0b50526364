package dev.multifd.payload;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * How the data packets of a channel leave: which of their bytes go in which system call. The bytes
 * on the wire are the same, whatever the packing. One thread uses it.
 *
 * <p>A packet is made by {@link #header()}, any number of {@link #payload}, and {@link #end()}.
 */
public interface Packing {
  /**
   * Where the packet in the making has its header. The packing reads it when the packet leaves, and
   * until then nobody else may have it written.
   */
  MemorySegment header();

  /**
   * Adds bytes to the payload, in the order of the wire: pages side by side, or what became of
   * them.
   *
   * @param memory native memory, which stays as it is until the packet has left; a guest's may
   *     change, as it does under QEMU
   */
  void payload(MemorySegment memory, long offset, long bytes);

  /**
   * Adds bytes to the payload whose memory is the next packet's too: the packet at hand leaves with
   * its end.
   */
  default void passingPayload(MemorySegment memory, long offset, long bytes) {
    payload(memory, offset, bytes);
  }

  /**
   * Ends the packet, whose header is complete.
   *
   * @return whether all packets so far are written; false if some are held back
   */
  boolean end() throws IOException;

  /** Writes what was held back. No packet may be in the making. */
  void flush() throws IOException;
}

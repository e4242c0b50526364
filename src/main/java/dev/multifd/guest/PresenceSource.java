package dev.multifd.guest;

import dev.multifd.io.Pagemap;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Tells which pages of private anonymous memory of this process may hold something. All others read
 * as zero: nothing was ever there, or the kernel says that it is the shared zero page. One thread
 * uses it.
 */
@FunctionalInterface
public interface PresenceSource extends AutoCloseable {
  /** Gives {@code consumer} every range of {@code memory} that may hold data, in address order. */
  void dataRanges(MemorySegment memory, Pagemap.RangeConsumer consumer) throws IOException;

  @Override
  default void close() throws IOException {}
}

package dev.multifd.guest;

import dev.multifd.io.Pagemap;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Cannot tell: every page may hold data. */
final class UnknownPresence implements PresenceSource {
  @Override
  public void dataRanges(MemorySegment memory, Pagemap.RangeConsumer consumer) throws IOException {
    consumer.accept(memory.address(), memory.byteSize());
  }
}

package dev.multifd.scan;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** The JDK's vectorized comparison, with a page of zeroes: a baseline that reads twice as much. */
final class MismatchScanner implements ZeroPageScanner {
  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, memory.byteSize());
    long end = offset + bytes;
    for (long at = offset; at < end; at += CHUNK) {
      long step = Math.min(CHUNK, end - at);
      if (MemorySegment.mismatch(memory, at, at + step, ZeroPage.MEMORY, 0, step) != -1) {
        return false;
      }
    }
    return true;
  }
}

package dev.multifd.scan;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** {@link Sampling#FIRST_LAST_MIDDLE}, in that order. */
record FirstLastMiddle(ZeroPageScanner scanner) implements ZeroPageScanner {
  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, memory.byteSize());
    if (bytes > 0
        && (memory.get(JAVA_BYTE, offset) != 0
            || memory.get(JAVA_BYTE, offset + bytes - 1) != 0
            || memory.get(JAVA_BYTE, offset + bytes / 2) != 0)) {
      return false;
    }
    return scanner.isZero(memory, offset, bytes);
  }
}

package dev.multifd.scan;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** {@link Sampling#LAST_WORD}. What is shorter than a word is scanned at once. */
record LastWord(ZeroPageScanner scanner) implements ZeroPageScanner {
  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, memory.byteSize());
    if (bytes >= Long.BYTES && memory.get(JAVA_LONG_UNALIGNED, offset + bytes - Long.BYTES) != 0) {
      return false;
    }
    return scanner.isZero(memory, offset, bytes);
  }
}

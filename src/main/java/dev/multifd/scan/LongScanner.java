package dev.multifd.scan;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** One 64-bit word at a time. */
final class LongScanner implements ZeroPageScanner {
  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, memory.byteSize());
    return tailIsZero(memory, offset, bytes);
  }

  /** What is left when the blocks of a wider loop are done. */
  static boolean tailIsZero(MemorySegment memory, long offset, long bytes) {
    long i = 0;
    for (; i <= bytes - Long.BYTES; i += Long.BYTES) {
      if (memory.get(JAVA_LONG_UNALIGNED, offset + i) != 0) {
        return false;
      }
    }
    for (; i < bytes; i++) {
      if (memory.get(JAVA_BYTE, offset + i) != 0) {
        return false;
      }
    }
    return true;
  }
}

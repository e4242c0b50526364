package dev.multifd.scan;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** Eight 64-bit words, OR-ed, at a time. */
final class LongScanner implements ZeroPageScanner {
  private static final int BLOCK = 64;

  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    long i = 0;
    for (; i <= bytes - BLOCK; i += BLOCK) {
      if (block(memory, offset + i) != 0) {
        return false;
      }
    }
    return tailIsZero(memory, offset + i, bytes - i);
  }

  private static long block(MemorySegment memory, long at) {
    return memory.get(JAVA_LONG_UNALIGNED, at)
        | memory.get(JAVA_LONG_UNALIGNED, at + 8)
        | memory.get(JAVA_LONG_UNALIGNED, at + 16)
        | memory.get(JAVA_LONG_UNALIGNED, at + 24)
        | memory.get(JAVA_LONG_UNALIGNED, at + 32)
        | memory.get(JAVA_LONG_UNALIGNED, at + 40)
        | memory.get(JAVA_LONG_UNALIGNED, at + 48)
        | memory.get(JAVA_LONG_UNALIGNED, at + 56);
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

package dev.multifd.scan;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** Eight 64-bit words, OR-ed, at a time. */
final class LongScanner implements ZeroPageScanner {
  private static final int BLOCK = 64;

  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    long at = AllMemory.address(memory, offset, bytes);
    long end = at + bytes;
    for (; at <= end - CHUNK; at += CHUNK) {
      if (!chunkIsZero(at)) {
        return false;
      }
    }
    return tailIsZero(at, end);
  }

  private static boolean chunkIsZero(long address) {
    long from = AllMemory.bounded(address, CHUNK);
    for (int i = 0; i < CHUNK; i += BLOCK) {
      if (block(from + i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static long block(long at) {
    return load(at)
        | load(at + 8)
        | load(at + 16)
        | load(at + 24)
        | load(at + 32)
        | load(at + 40)
        | load(at + 48)
        | load(at + 56);
  }

  private static long load(long at) {
    return AllMemory.SEGMENT.get(JAVA_LONG_UNALIGNED, at);
  }

  /** What is left, from {@code from} to {@code end}, when the blocks of a loop are done. */
  static boolean tailIsZero(long from, long end) {
    long at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      if (load(at) != 0) {
        return false;
      }
    }
    for (; at < end; at++) {
      if (AllMemory.SEGMENT.get(JAVA_BYTE, at) != 0) {
        return false;
      }
    }
    return true;
  }
}

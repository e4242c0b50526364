package dev.multifd.scan;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Eight 64-bit words, OR-ed, at a time. */
final class Long8Scanner implements ZeroPageScanner {
  private static final int BLOCK = 8 * Long.BYTES;

  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, memory.byteSize());
    long i = 0;
    for (; i <= bytes - CHUNK; i += CHUNK) {
      if (!chunkIsZero(memory, offset + i)) {
        return false;
      }
    }
    return LongScanner.tailIsZero(memory, offset + i, bytes - i);
  }

  private static boolean chunkIsZero(MemorySegment memory, long at) {
    for (int i = 0; i < CHUNK; i += BLOCK) {
      if (block(memory, at + i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static long block(MemorySegment memory, long at) {
    return load(memory, at)
        | load(memory, at + 8)
        | load(memory, at + 16)
        | load(memory, at + 24)
        | load(memory, at + 32)
        | load(memory, at + 40)
        | load(memory, at + 48)
        | load(memory, at + 56);
  }

  private static long load(MemorySegment memory, long at) {
    return memory.get(JAVA_LONG_UNALIGNED, at);
  }
}

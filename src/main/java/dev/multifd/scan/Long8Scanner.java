package dev.multifd.scan;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.multifd.io.AddressSpace;
import java.lang.foreign.MemorySegment;

/** Eight 64-bit words, OR-ed, at a time. */
final class Long8Scanner implements ZeroPageScanner {
  private static final int BLOCK = 8 * Long.BYTES;

  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    long address = AddressSpace.address(memory, offset, bytes);
    long i = 0;
    for (; i <= bytes - CHUNK; i += CHUNK) {
      if (!chunkIsZero(AddressSpace.known(address + i))) {
        return false;
      }
    }
    return LongScanner.tailIsZero(memory, offset + i, bytes - i);
  }

  private static boolean chunkIsZero(long at) {
    for (int i = 0; i < CHUNK; i += BLOCK) {
      if (block(at + i) != 0) {
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
    return AddressSpace.MEMORY.get(JAVA_LONG_UNALIGNED, at);
  }
}

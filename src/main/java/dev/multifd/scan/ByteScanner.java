package dev.multifd.scan;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Byte by byte: slow, and plainly right. */
final class ByteScanner implements ZeroPageScanner {
  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, memory.byteSize());
    for (long i = 0; i < bytes; i++) {
      if (memory.get(JAVA_BYTE, offset + i) != 0) {
        return false;
      }
    }
    return true;
  }
}

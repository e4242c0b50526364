package dev.multifd.scan;

import dev.multifd.io.Memcmp;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** libc's comparison with a page of zeroes: a baseline that costs a native call a page. */
final class MemcmpScanner implements ZeroPageScanner {
  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, memory.byteSize());
    long end = offset + bytes;
    for (long at = offset; at < end; at += CHUNK) {
      long step = Math.min(CHUNK, end - at);
      if (!Memcmp.equal(memory, at, ZeroPage.MEMORY, 0, step)) {
        return false;
      }
    }
    return true;
  }
}

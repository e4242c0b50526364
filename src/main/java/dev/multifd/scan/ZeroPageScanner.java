package dev.multifd.scan;

import java.lang.foreign.MemorySegment;

/** Answers whether a stretch of memory is all zero (QEMU {@code buffer_is_zero}). */
public interface ZeroPageScanner {
  /** Bytes that most scanners look at in one step: a 4 KiB page. */
  int CHUNK = 4096;

  /**
   * Whether all of {@code bytes} bytes from {@code offset} on are zero. Any length and alignment is
   * answered; no bytes are zero.
   *
   * @param memory native memory that stays mapped meanwhile
   * @throws IndexOutOfBoundsException naming the stretch, if it is not inside {@code memory}
   */
  boolean isZero(MemorySegment memory, long offset, long bytes);
}

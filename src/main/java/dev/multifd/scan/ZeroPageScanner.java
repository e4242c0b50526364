package dev.multifd.scan;

import java.lang.foreign.MemorySegment;

/** Answers whether a stretch of memory is all zero (QEMU {@code buffer_is_zero}). */
public interface ZeroPageScanner {
  /** Bytes that the faster scanners look at in one loop of constant length: a 4 KiB page. */
  int CHUNK = 4096;

  /**
   * Whether all of {@code bytes} bytes from {@code offset} on are zero. Any length and alignment is
   * answered; no bytes are zero.
   *
   * @throws IndexOutOfBoundsException if the stretch is not inside {@code memory}
   */
  boolean isZero(MemorySegment memory, long offset, long bytes);
}

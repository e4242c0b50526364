package dev.multifd.scan;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A page of zeroes for the scanners that compare. All share it, and nobody writes to it. */
final class ZeroPage {
  static final MemorySegment MEMORY =
      Arena.global().allocate(ZeroPageScanner.CHUNK, ZeroPageScanner.CHUNK).asReadOnly();

  private ZeroPage() {}
}

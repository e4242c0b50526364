package dev.multifd.bench;

import dev.multifd.scan.ZeroPageScanner;
import java.lang.foreign.MemorySegment;

/**
 * The scan loop, twice: each kernel has a call site of its own, so that the JIT sees one receiver
 * there, as in a migration.
 */
final class ScanPasses {
  private ScanPasses() {}

  /** Zero pages that {@code kernel} finds in so many passes. */
  static long kernel(ZeroPageScanner kernel, MemorySegment set, long pageBytes, long passes) {
    long zero = 0;
    for (long pass = 0; pass < passes; pass++) {
      for (long at = 0; at < set.byteSize(); at += pageBytes) {
        if (kernel.isZero(set, at, pageBytes)) {
          zero++;
        }
      }
    }
    return zero;
  }

  /** The same of the kernel that others are held against. */
  static long yardstick(ZeroPageScanner kernel, MemorySegment set, long pageBytes, long passes) {
    long zero = 0;
    for (long pass = 0; pass < passes; pass++) {
      for (long at = 0; at < set.byteSize(); at += pageBytes) {
        if (kernel.isZero(set, at, pageBytes)) {
          zero++;
        }
      }
    }
    return zero;
  }
}

package dev.multifd.source;

import dev.multifd.guest.RamBlock;
import dev.multifd.wire.PacketGeometry;
import org.jspecify.annotations.Nullable;

/** Pages of one block on their way to a channel (QEMU {@code MultiFDPages_t}). */
final class PageBatch {
  private final long[] offsets = new long[PacketGeometry.X86.pagesPerPacket()];
  private @Nullable RamBlock block;
  private int count;

  /** Adds a page; false if the batch is full or of another block. */
  boolean add(RamBlock of, long offset) {
    if (count == 0) {
      block = of;
    } else if (block != of || count == offsets.length) {
      return false;
    }
    offsets[count++] = offset;
    return true;
  }

  RamBlock block() {
    RamBlock of = block;
    if (of == null) {
      throw new IllegalStateException("the batch is empty");
    }
    return of;
  }

  int count() {
    return count;
  }

  long offset(int index) {
    return offsets[index];
  }

  /**
   * Moves the normal pages before the zero pages, in place (QEMU {@code
   * multifd_send_zero_page_detect}); their order may change.
   *
   * @return number of normal pages
   */
  int partition(ZeroSieve sieve) {
    RamBlock of = block();
    int normal = 0;
    int end = count;
    while (normal < end) {
      if (sieve.isZero(of, offsets[normal])) {
        end--;
        long zero = offsets[normal];
        offsets[normal] = offsets[end];
        offsets[end] = zero;
      } else {
        normal++;
      }
    }
    return normal;
  }

  void clear() {
    count = 0;
  }
}

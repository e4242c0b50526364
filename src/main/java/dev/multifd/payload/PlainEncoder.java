package dev.multifd.payload;

import java.lang.foreign.MemorySegment;

/** Pages as they are (QEMU {@code migration/multifd-nocomp.c}): sent from guest RAM, not copied. */
final class PlainEncoder implements PayloadEncoder {
  private final Packing packing;
  private int bytes;

  PlainEncoder(Packing packing) {
    this.packing = packing;
  }

  @Override
  public void pages(MemorySegment memory, long offset, long bytes) {
    packing.payload(memory, offset, bytes);
    this.bytes += (int) bytes;
  }

  @Override
  public int finish() {
    int all = bytes;
    bytes = 0;
    return all;
  }

  @Override
  public void close() {
    // Nothing was allocated.
  }
}

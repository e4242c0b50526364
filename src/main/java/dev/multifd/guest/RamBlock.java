package dev.multifd.guest;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A named stretch of guest RAM (QEMU {@code RAMBlock}, include/exec/ramblock.h): the unit in which
 * the wire names pages, by {@link #idstr()} and the byte offset in the block.
 */
public final class RamBlock {
  /** Bytes of a target page. */
  public static final int PAGE_BYTES = 4096;

  /** log2 of {@link #PAGE_BYTES}. */
  public static final int PAGE_BITS = 12;

  private final String idstr;
  private final byte[] idstrBytes;
  private final MemorySegment memory;
  private final DirtyBitmap dirty;

  RamBlock(String idstr, MemorySegment memory) {
    this.idstr = idstr;
    this.idstrBytes = idstr.getBytes(StandardCharsets.UTF_8);
    this.memory = memory;
    this.dirty = new DirtyBitmap(memory.byteSize() >> PAGE_BITS);
  }

  /** The block's name on the wire. */
  public String idstr() {
    return idstr;
  }

  /** The name's bytes. Not a copy: do not write to it. */
  @SuppressWarnings("MissingDefensiveCopy")
  public byte[] idstrBytes() {
    return idstrBytes;
  }

  /** The block's memory, {@link #usedBytes()} long, at a huge page boundary. */
  public MemorySegment memory() {
    return memory;
  }

  /** Size of the block (QEMU {@code used_length}), a multiple of the page size. */
  public long usedBytes() {
    return memory.byteSize();
  }

  /** Number of target pages. */
  public long pages() {
    return memory.byteSize() >> PAGE_BITS;
  }

  /** Pages that are still to be sent (QEMU {@code RAMBlock.bmap}). */
  public DirtyBitmap dirty() {
    return dirty;
  }

  @Override
  public String toString() {
    return idstr + " (" + usedBytes() + " bytes)";
  }
}

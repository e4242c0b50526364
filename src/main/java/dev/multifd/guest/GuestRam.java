package dev.multifd.guest;

import dev.multifd.io.Advice;
import dev.multifd.io.Mapping;
import dev.multifd.io.Pagemap;
import dev.multifd.io.SystemCallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All RAM blocks of one guest (QEMU {@code ram_list}), each in an anonymous mapping of its own that
 * nothing has touched yet. Closing unmaps them; nobody may use the memory afterwards.
 */
public final class GuestRam implements AutoCloseable {
  /** Whether transparent huge pages may back the RAM; the kernel must have them in its gift. */
  public enum HugePages {
    /** {@code MADV_HUGEPAGE}: one fault, and one zeroing, for 2 MiB. */
    ADVISED(Advice.HUGEPAGE),
    /** {@code MADV_NOHUGEPAGE}: pages of 4 KiB only. */
    NEVER(Advice.NOHUGEPAGE);

    private final Advice advice;

    HugePages(Advice advice) {
      this.advice = advice;
    }
  }

  private final List<Mapping> mappings = new ArrayList<>();
  private final List<RamBlock> blocks = new ArrayList<>();
  private long totalPages;

  private GuestRam() {}

  /**
   * Maps a block for each layout, in that order.
   *
   * @throws SystemCallException if the address space is not to be had
   */
  public static GuestRam map(List<BlockLayout> layouts, HugePages hugePages)
      throws SystemCallException {
    GuestRam ram = new GuestRam();
    try {
      for (BlockLayout layout : layouts) {
        Mapping mapping = Mapping.anonymous(layout.usedBytes());
        ram.mappings.add(mapping);
        mapping.advise(hugePages.advice);
        ram.blocks.add(new RamBlock(layout.idstr(), mapping.segment()));
        ram.totalPages += layout.pages();
      }
      return ram;
    } catch (SystemCallException | RuntimeException e) {
      ram.close();
      throw e;
    }
  }

  /** The blocks, in the order of the block list. */
  public List<RamBlock> blocks() {
    return blocks;
  }

  /** The block of that name, or null. */
  public @Nullable RamBlock block(String idstr) {
    for (RamBlock block : blocks) {
      if (block.idstr().equals(idstr)) {
        return block;
      }
    }
    return null;
  }

  /** Number of target pages in all blocks. */
  public long totalPages() {
    return totalPages;
  }

  /** Bytes in all blocks (the "total ram" of {@code info migrate}). */
  public long totalBytes() {
    return totalPages << RamBlock.PAGE_BITS;
  }

  /** Name and size of every block, for mapping the like of it at the destination. */
  public List<BlockLayout> layout() {
    return blocks.stream().map(b -> new BlockLayout(b.idstr(), b.usedBytes())).toList();
  }

  /** Makes all of it never-touched again ({@code MADV_DONTNEED}). */
  public void discard() throws SystemCallException {
    for (Mapping mapping : mappings) {
      mapping.advise(Advice.DONTNEED);
    }
  }

  /**
   * Makes never-touched again what holds nothing, such as pages that were only read: of what the
   * kernel's page map does not call data, nothing stays mapped.
   *
   * @throws SystemCallException {@code ENOTTY} where the kernel lacks PAGEMAP_SCAN (Linux 6.7)
   */
  public void discardUnwritten() throws IOException {
    try (Pagemap pagemap = Pagemap.open()) {
      for (RamBlock block : blocks) {
        long end = block.memory().address() + block.usedBytes();
        long[] from = {block.memory().address()};
        pagemap.dataRanges(
            block.memory(),
            (address, bytes) -> {
              discard(from[0], address);
              from[0] = address + bytes;
            });
        discard(from[0], end);
      }
    }
  }

  private static void discard(long from, long to) throws SystemCallException {
    if (to > from) {
      Mapping.advise(from, to - from, Advice.DONTNEED);
    }
  }

  @Override
  public void close() {
    mappings.forEach(Mapping::close);
  }
}

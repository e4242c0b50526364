package dev.multifd.guest;

import dev.multifd.io.Advice;
import dev.multifd.io.Mapping;
import dev.multifd.io.SharedZeroPage;
import dev.multifd.io.SystemCallException;
import java.lang.foreign.MemorySegment;
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
    ADVISED(Advice.HUGEPAGE, Mapping.HUGE_PAGE_BYTES),
    /** {@code MADV_NOHUGEPAGE}: pages of 4 KiB only. */
    NEVER(Advice.NOHUGEPAGE, RamBlock.PAGE_BYTES);

    private final Advice advice;
    private final long pageBytes;

    HugePages(Advice advice, long pageBytes) {
      this.advice = advice;
      this.pageBytes = pageBytes;
    }

    /** Whether reading such memory for the first time takes none. */
    boolean readsAreFree() {
      return this == ADVISED ? SharedZeroPage.backsHugePages() : SharedZeroPage.backsSmallPages();
    }
  }

  private final List<Mapping> mappings = new ArrayList<>();
  private final List<RamBlock> blocks = new ArrayList<>();
  private final HugePages hugePages;
  private long totalPages;

  private GuestRam(HugePages hugePages) {
    this.hugePages = hugePages;
  }

  /**
   * Maps a block for each layout, in that order.
   *
   * @throws SystemCallException if the address space is not to be had
   */
  public static GuestRam map(List<BlockLayout> layouts, HugePages hugePages)
      throws SystemCallException {
    GuestRam ram = new GuestRam(hugePages);
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

  /** The most that one fault may map, in bytes. */
  long pageBytes() {
    return hugePages.pageBytes;
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
   * Makes never-touched again what {@code map} does not write; huge pages that it writes in part
   * stay whole.
   */
  void discardAllBut(ContentMap map) throws SystemCallException {
    for (int block = 0; block < blocks.size(); block++) {
      MemorySegment memory = blocks.get(block).memory();
      long at = 0;
      for (PageRun run : map.runs().get(block)) {
        discard(memory, at, alignDown(run.first() << RamBlock.PAGE_BITS));
        at = alignUp(run.end() << RamBlock.PAGE_BITS);
      }
      discard(memory, at, memory.byteSize());
    }
  }

  private long alignDown(long bytes) {
    return bytes - bytes % hugePages.pageBytes;
  }

  private long alignUp(long bytes) {
    return alignDown(bytes + hugePages.pageBytes - 1);
  }

  private static void discard(MemorySegment memory, long from, long to) throws SystemCallException {
    if (to > from) {
      Mapping.advise(memory.address() + from, to - from, Advice.DONTNEED);
    }
  }

  @Override
  public void close() {
    mappings.forEach(Mapping::close);
  }
}

package dev.multifd.guest;

import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.io.Mapping;
import dev.multifd.wire.PacketGeometry;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pages of which blocks a content writes.
 *
 * @param layout the blocks
 * @param runs for each block, in the same order, its written pages: ascending and disjoint
 */
record ContentMap(List<BlockLayout> layout, List<List<PageRun>> runs) {
  private static final long PAGES_PER_HUGE_PAGE = Mapping.HUGE_PAGE_BYTES / RamBlock.PAGE_BYTES;

  ContentMap {
    layout = List.copyOf(layout);
    runs = List.copyOf(runs);
  }

  /** The same with more pages written in one block: {@code more} is ascending and disjoint too. */
  ContentMap with(int block, List<PageRun> more) {
    List<List<PageRun>> united = new ArrayList<>(runs);
    united.set(block, PageRuns.union(runs.get(block), more));
    return new ContentMap(layout, united);
  }

  /** The written pages within a piece of RAM. */
  List<PageRun> within(RamPieces.Piece piece) {
    return PageRuns.within(runs.get(piece.block()), piece.first(), piece.end());
  }

  /**
   * @throws IllegalArgumentException if {@code ram} has other blocks
   */
  void requireLayoutOf(GuestRam ram) {
    if (!ram.layout().equals(layout)) {
      throw new IllegalArgumentException(
          "the guest RAM has the blocks "
              + ram.blocks()
              + ": map it by this content's layout, "
              + layout);
    }
  }

  long totalBytes() {
    return layout.stream().mapToLong(BlockLayout::usedBytes).sum();
  }

  /** Upper bound of the memory that is taken once every page was read: all, if reads take any. */
  long readBytes(HugePages hugePages) {
    return pageTableBytes() + (hugePages.readsAreFree() ? dataBytes(hugePages) : totalBytes());
  }

  /** Upper bound of the memory behind the written pages. */
  long dataBytes(HugePages hugePages) {
    long bytes = 0;
    for (int block = 0; block < layout.size(); block++) {
      bytes +=
          switch (hugePages) {
            case NEVER -> PageRuns.pages(runs.get(block)) * RamBlock.PAGE_BYTES;
            case ADVISED ->
                // A block that ends inside a huge page has small pages there.
                Math.min(
                    layout.get(block).usedBytes(),
                    touchedHugePages(runs.get(block)) * Mapping.HUGE_PAGE_BYTES);
          };
    }
    return bytes;
  }

  /**
   * Upper bound of the memory behind the written pages where a huge page is taken only when a run
   * has {@code hugeFromPages} pages in it, or has the pages of a whole packet and begins it, as a
   * destination does.
   */
  long dataBytesByRuns(int hugeFromPages) {
    long pages = 0;
    for (int block = 0; block < layout.size(); block++) {
      long blockPages = layout.get(block).pages();
      pages += Math.min(blockPages, pagesByRuns(runs.get(block), blockPages, hugeFromPages));
    }
    return pages * RamBlock.PAGE_BYTES;
  }

  private static long pagesByRuns(List<PageRun> runs, long blockPages, int hugeFromPages) {
    long pages = 0;
    long counted = 0;
    for (PageRun run : runs) {
      long at = Math.max(counted, run.first());
      while (at < run.end()) {
        long begin = at / PAGES_PER_HUGE_PAGE * PAGES_PER_HUGE_PAGE;
        long hugeEnd = begin + PAGES_PER_HUGE_PAGE;
        long end = Math.min(run.end(), hugeEnd);
        boolean huge =
            hugeEnd <= blockPages
                && (end - at >= hugeFromPages || (isLong(run) && run.first() <= begin));
        pages += huge ? PAGES_PER_HUGE_PAGE : end - at;
        counted = huge ? hugeEnd : end;
        at = counted;
      }
    }
    return pages;
  }

  private static boolean isLong(PageRun run) {
    return run.pages() >= PacketGeometry.X86.pagesPerPacket();
  }

  private static long touchedHugePages(List<PageRun> runs) {
    long touched = 0;
    long next = 0;
    for (PageRun run : runs) {
      long from = Math.max(next, run.first() / PAGES_PER_HUGE_PAGE);
      next = (run.end() - 1) / PAGES_PER_HUGE_PAGE + 1;
      touched += next - from;
    }
    return touched;
  }

  /** Bytes of page tables once every page was read: one table for each 2 MiB begun. */
  long pageTableBytes() {
    long tables = 0;
    for (BlockLayout block : layout) {
      tables += Math.ceilDiv(block.usedBytes(), Mapping.HUGE_PAGE_BYTES);
    }
    return tables * RamBlock.PAGE_BYTES;
  }
}

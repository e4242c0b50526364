package dev.multifd.bench;

import dev.multifd.guest.PageRun;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Iovec;
import dev.multifd.wire.PacketGeometry;
import java.util.ArrayList;
import java.util.List;

/**
 * What one {@code writev} moves: pages of one block, as many as a multifd packet carries.
 *
 * @param block the block's index
 * @param runs ascending, in sum at most a packet's pages
 */
record PageSlice(int block, List<PageRun> runs) {
  /** Most pages of a slice. */
  static final int MAX_PAGES = PacketGeometry.X86.pagesPerPacket();

  /** Has the entries of these pages in {@code iov}, one a run, and no others. */
  void fill(Iovec iov, RamBlock block) {
    iov.clear();
    for (PageRun run : runs) {
      iov.add(
          block.memory().address() + (run.first() << RamBlock.PAGE_BITS),
          run.pages() << RamBlock.PAGE_BITS);
    }
  }

  /** Cuts a block's runs into slices, all but the last of them full. */
  static List<PageSlice> cut(int block, List<PageRun> pages) {
    List<PageSlice> slices = new ArrayList<>();
    List<PageRun> slice = new ArrayList<>();
    long room = MAX_PAGES;
    for (PageRun run : pages) {
      long first = run.first();
      while (first < run.end()) {
        long now = Math.min(run.end() - first, room);
        slice.add(new PageRun(first, now));
        first += now;
        room -= now;
        if (room == 0) {
          slices.add(new PageSlice(block, slice));
          slice = new ArrayList<>();
          room = MAX_PAGES;
        }
      }
    }
    if (!slice.isEmpty()) {
      slices.add(new PageSlice(block, slice));
    }
    return slices;
  }
}

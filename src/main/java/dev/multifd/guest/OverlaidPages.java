package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Content as parked writers have left it: another one's bytes, and over them their words. */
final class OverlaidPages implements PageReader {
  private final ContentMap baseMap;
  private final PageReader base;
  private final List<Hog> hogs;

  /**
   * @param baseMap the pages that {@code base} has; others are zero
   * @param hogs the writers
   */
  OverlaidPages(ContentMap baseMap, PageReader base, List<Hog> hogs) {
    this.baseMap = baseMap;
    this.base = base;
    this.hogs = hogs;
  }

  @Override
  public void read(int block, long firstPage, MemorySegment pages) throws IOException {
    long endPage = firstPage + (pages.byteSize() >> RamBlock.PAGE_BITS);
    pages.fill((byte) 0);
    for (PageRun run : PageRuns.within(baseMap.runs().get(block), firstPage, endPage)) {
      base.read(
          block, run.first(), pages.asSlice(bytes(run.first() - firstPage), bytes(run.pages())));
    }
    for (Hog hog : hogs) {
      if (hog.block() == block) {
        writeWords(hog, firstPage, endPage, pages);
      }
    }
  }

  /** Writes the words of one writer that lie in {@code pages}, which begin at that page. */
  static void writeWords(Hog hog, long firstPage, long endPage, MemorySegment pages) {
    long from = Math.max(firstPage, hog.pages().first());
    long end = Math.min(endPage, hog.pages().end());
    for (long page = from; page < end && hog.hasWritten(page); page++) {
      pages.set(JAVA_LONG, bytes(page - firstPage), hog.wordIn(page));
    }
  }

  private static long bytes(long pages) {
    return pages << RamBlock.PAGE_BITS;
  }
}

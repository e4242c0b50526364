package dev.multifd.guest;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Another reader's pages, of which it counts those that are not zero. */
final class CountedPages implements PageReader {
  private final PageReader reader;
  private final MemorySegment zeroPage =
      Arena.ofAuto().allocate(RamBlock.PAGE_BYTES, RamBlock.PAGE_BYTES);
  private long nonZeroPages;

  CountedPages(PageReader reader) {
    this.reader = reader;
  }

  @Override
  public void read(int block, long firstPage, MemorySegment pages) throws IOException {
    reader.read(block, firstPage, pages);
    for (long at = 0; at < pages.byteSize(); at += RamBlock.PAGE_BYTES) {
      long differs =
          MemorySegment.mismatch(
              pages, at, at + RamBlock.PAGE_BYTES, zeroPage, 0, RamBlock.PAGE_BYTES);
      if (differs >= 0) {
        nonZeroPages++;
      }
    }
  }

  /** Pages that it has read and that hold any byte other than zero. */
  long nonZeroPages() {
    return nonZeroPages;
  }
}

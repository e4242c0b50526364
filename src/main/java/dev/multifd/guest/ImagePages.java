package dev.multifd.guest;

import dev.multifd.io.SparseFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Content read from an image's files, whose pages that are not zero it counts. */
final class ImagePages implements PageReader {
  private final List<SparseFile> files;
  private final MemorySegment zeroPage =
      Arena.ofAuto().allocate(RamBlock.PAGE_BYTES, RamBlock.PAGE_BYTES);
  private long nonZeroPages;

  /**
   * @param files in the order of the blocks
   */
  ImagePages(List<SparseFile> files) {
    this.files = files;
  }

  @Override
  public void read(int block, long firstPage, MemorySegment pages) throws IOException {
    files.get(block).read(firstPage << RamBlock.PAGE_BITS, pages);
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

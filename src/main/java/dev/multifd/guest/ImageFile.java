package dev.multifd.guest;

import dev.multifd.io.SparseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The raw file of one RAM block, as it was when it was looked at.
 *
 * @param path where it is
 * @param layout name and size of its block
 * @param extents how many stretches of it hold data
 * @param data the pages of those
 */
record ImageFile(Path path, BlockLayout layout, int extents, List<PageRun> data) {
  /**
   * Looks at a file's size and holes.
   *
   * @throws IllegalArgumentException if it is no file, or its size no positive multiple of the page
   *     size
   * @throws IOException if it cannot be opened
   */
  static ImageFile look(String idstr, Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          path + " is no regular file: give a raw image of a guest's RAM");
    }
    try (SparseFile file = SparseFile.open(path)) {
      long bytes = file.bytes();
      if (bytes == 0) {
        throw new IllegalArgumentException(path + " is empty: give a raw image of a guest's RAM");
      }
      if (bytes % RamBlock.PAGE_BYTES != 0) {
        throw new IllegalArgumentException(
            path
                + " has "
                + bytes
                + " bytes, which is no multiple of the page size: a raw image"
                + " of a guest's RAM has whole pages of "
                + RamBlock.PAGE_BYTES
                + " bytes (truncate -s %"
                + RamBlock.PAGE_BYTES
                + " fills it up)");
      }
      List<SparseFile.Extent> extents = file.extents();
      return new ImageFile(
          path, new BlockLayout(idstr, bytes), extents.size(), wholePages(extents));
    }
  }

  /** Extents in whole pages, for a file system whose blocks are smaller than a page. */
  private static List<PageRun> wholePages(List<SparseFile.Extent> extents) {
    List<PageRun> runs = new ArrayList<>();
    for (SparseFile.Extent extent : extents) {
      long first = extent.offset() >> RamBlock.PAGE_BITS;
      long end = Math.ceilDiv(extent.offset() + extent.bytes(), (long) RamBlock.PAGE_BYTES);
      if (!runs.isEmpty() && runs.getLast().end() >= first) {
        first = runs.removeLast().first();
      }
      runs.add(new PageRun(first, end - first));
    }
    return List.copyOf(runs);
  }

  /**
   * Opens the file for reading.
   *
   * @throws IOException if it is no longer to be had, or has another size
   */
  SparseFile open() throws IOException {
    SparseFile file = SparseFile.open(path);
    long now = file.bytes();
    if (now != layout.usedBytes()) {
      file.close();
      throw new IOException(
          path
              + " had "
              + layout.usedBytes()
              + " bytes and has "
              + now
              + " now: is something writing to it?");
    }
    return file;
  }
}

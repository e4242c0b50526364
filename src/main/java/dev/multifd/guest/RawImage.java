package dev.multifd.guest;

import dev.multifd.io.SparseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A guest's RAM from a raw image: byte N of the file is byte N of the block {@code pc.ram}. Holes
 * of the file stay never-touched memory; a page of zeroes that the file holds is written as zeroes.
 */
public final class RawImage extends PageContent {
  private final Path path;
  private final ContentMap map;
  private final int extents;
  private volatile long nonZeroPages = -1;

  private RawImage(Path path, long bytes, List<SparseFile.Extent> extents) {
    this.path = path;
    this.map =
        new ContentMap(List.of(new BlockLayout("pc.ram", bytes)), List.of(wholePages(extents)));
    this.extents = extents.size();
  }

  /**
   * Looks at the image's size and holes; its content is read by {@link #load}.
   *
   * @throws IllegalArgumentException if it is no file, or its size no positive multiple of the page
   *     size
   * @throws IOException if it cannot be opened
   */
  public static RawImage open(Path path) throws IOException {
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
      return new RawImage(path, bytes, file.extents());
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

  @Override
  ContentMap map() {
    return map;
  }

  @Override
  ZeroState zeroState() {
    return ZeroState.NEVER_TOUCHED;
  }

  @Override
  OpenContent openPages() throws IOException {
    return new OpenImage(reopen());
  }

  private record OpenImage(SparseFile file) implements OpenContent {
    @Override
    public PageReader reader() {
      return new ImagePages(file);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Override
  public void load(GuestRam ram) throws IOException {
    try (SparseFile file = reopen()) {
      nonZeroPages =
          RamLoader.load(ram, map, zeroState(), () -> new ImagePages(file)).stream()
              .mapToLong(ImagePages::nonZeroPages)
              .sum();
    }
  }

  private SparseFile reopen() throws IOException {
    SparseFile file = SparseFile.open(path);
    long before = map.totalBytes();
    if (file.bytes() != before) {
      long now = file.bytes();
      file.close();
      throw new IOException(
          path + " had " + before + " bytes and has " + now + " now: is something writing to it?");
    }
    return file;
  }

  @Override
  public long nonZeroPages() {
    if (nonZeroPages < 0) {
      throw new IllegalStateException(path + " is not loaded yet, so its pages are not counted");
    }
    return nonZeroPages;
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "image %s, %s: %s%d of %d pages in the file (%d extents), holes never touched",
        path,
        ByteSize.text(map.totalBytes()),
        nonZeroPages < 0 ? "" : nonZeroPages + " non-zero, ",
        PageRuns.pages(map.runs().getFirst()),
        totalPages(),
        extents);
  }
}

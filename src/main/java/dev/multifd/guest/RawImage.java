package dev.multifd.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A guest's RAM from raw files, one a block: byte N of a file is byte N of its block. Holes of the
 * files stay never-touched memory; a page of zeroes that a file holds is written as zeroes.
 */
public final class RawImage extends PageContent {
  /** The block of an image that is one file. */
  private static final String ONLY_BLOCK = "pc.ram";

  private final Path origin;
  private final List<ImageFile> files;
  private final ContentMap map;
  private volatile long nonZeroPages = -1;

  private RawImage(Path origin, List<ImageFile> files) {
    this.origin = origin;
    this.files = files;
    this.map =
        new ContentMap(
            files.stream().map(ImageFile::layout).toList(),
            files.stream().map(ImageFile::data).toList());
  }

  /**
   * Looks at the size and the holes of an image in one file; its content is read by {@link #load}.
   *
   * @throws IllegalArgumentException if it is no file, or its size no positive multiple of the page
   *     size
   * @throws IOException if it cannot be opened
   */
  public static RawImage open(Path path) throws IOException {
    return new RawImage(path, List.of(ImageFile.look(ONLY_BLOCK, path)));
  }

  /**
   * Looks at the sizes and the holes of a file a block.
   *
   * @param origin where they come from, for people
   * @param blocks each block's name and file, in the order of the block list; at least one
   * @throws IllegalArgumentException if one is no file, its size no positive multiple of the page
   *     size, or its block's name too long
   * @throws IOException if one cannot be opened
   */
  public static RawImage open(Path origin, SequencedMap<String, Path> blocks) throws IOException {
    List<ImageFile> files = new ArrayList<>();
    for (Map.Entry<String, Path> block : blocks.sequencedEntrySet()) {
      files.add(ImageFile.look(block.getKey(), block.getValue()));
    }
    return new RawImage(origin, List.copyOf(files));
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
    return new OpenImage(files);
  }

  @Override
  public void load(GuestRam ram) throws IOException {
    try (OpenImage image = new OpenImage(files)) {
      nonZeroPages =
          RamLoader.load(ram, map, zeroState(), image::reader).stream()
              .mapToLong(ImagePages::nonZeroPages)
              .sum();
    }
  }

  @Override
  public long nonZeroPages() {
    if (nonZeroPages < 0) {
      throw new IllegalStateException(origin + " is not loaded yet, so its pages are not counted");
    }
    return nonZeroPages;
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "image %s, %s%s: %s%d of %d pages in the %s (%d extents), holes never touched",
        origin,
        ByteSize.text(map.totalBytes()),
        files.size() == 1 ? "" : " in " + files.size() + " blocks",
        nonZeroPages < 0 ? "" : nonZeroPages + " non-zero, ",
        map.runs().stream().mapToLong(PageRuns::pages).sum(),
        totalPages(),
        files.size() == 1 ? "file" : "files",
        files.stream().mapToInt(ImageFile::extents).sum());
  }
}

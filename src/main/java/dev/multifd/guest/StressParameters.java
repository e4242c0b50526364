package dev.multifd.guest;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How a guest dirties its memory. {@link #DEFAULT} is {@code stress --vm 4 --vm-keep --vm-bytes
 * 400M}, the dirtying guest of the multifd zero-page series (qemu-devel, 10 March 2022).
 *
 * @param writers threads that write, each to pages of its own
 * @param bytesPerWriter memory that each of them writes over and over, whole pages
 * @param pagesPerSecond pages that all of them together write in a second; 0 for as fast as they
 *     can
 */
public record StressParameters(int writers, long bytesPerWriter, long pagesPerSecond) {
  /** The letter's four writers of 400 MiB, flat out. */
  public static final StressParameters DEFAULT = new StressParameters(4, 400L << 20, 0);

  /**
   * @throws IllegalArgumentException naming the value that cannot be, and what can
   */
  public StressParameters {
    if (writers < 1) {
      throw new IllegalArgumentException(
          writers + " writers: give 1 or more, or leave the stress away");
    }
    if (bytesPerWriter < RamBlock.PAGE_BYTES) {
      throw new IllegalArgumentException(
          bytesPerWriter + " bytes a writer: give a page (" + RamBlock.PAGE_BYTES + ") or more");
    }
    if (bytesPerWriter % RamBlock.PAGE_BYTES != 0) {
      throw new IllegalArgumentException(
          bytesPerWriter
              + " bytes a writer is no multiple of the page size: give "
              + (bytesPerWriter & -RamBlock.PAGE_BYTES)
              + " or another multiple of "
              + RamBlock.PAGE_BYTES);
    }
    if (pagesPerSecond < 0) {
      throw new IllegalArgumentException(
          pagesPerSecond + " pages a second: give a rate, or 0 for as fast as the writers can");
    }
  }

  /** The same with another number of writers. */
  public StressParameters withWriters(int other) {
    return new StressParameters(other, bytesPerWriter, pagesPerSecond);
  }

  /** The same with more or less memory for each writer. */
  public StressParameters withBytesPerWriter(long other) {
    return new StressParameters(writers, other, pagesPerSecond);
  }

  /** The same at another rate. */
  public StressParameters withPagesPerSecond(long other) {
    return new StressParameters(writers, bytesPerWriter, other);
  }

  /** Pages that each writer writes to. */
  public long pagesPerWriter() {
    return bytesPerWriter / RamBlock.PAGE_BYTES;
  }

  /**
   * The index of the block that is written to: the largest.
   *
   * @throws IllegalArgumentException if all writers' pages do not fit in it
   */
  int blockIn(List<BlockLayout> layout) {
    BlockLayout largest =
        layout.stream().max(Comparator.comparingLong(BlockLayout::usedBytes)).orElseThrow();
    if (pagesPerWriter() > largest.pages() / writers) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d writers of %s need more than the guest's largest block, %s of %s, has: give at"
                  + " most %s",
              writers,
              ByteSize.text(bytesPerWriter),
              largest.idstr(),
              ByteSize.text(largest.usedBytes()),
              remedy(largest.pages())));
    }
    return layout.indexOf(largest);
  }

  private String remedy(long pages) {
    return writers > pages
        ? pages + " writers"
        : pages / writers * RamBlock.PAGE_BYTES + " bytes a writer";
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d x %s, %s",
        writers,
        ByteSize.text(bytesPerWriter),
        pagesPerSecond == 0 ? "flat out" : pagesPerSecond + " pages/s");
  }
}

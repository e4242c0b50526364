package dev.multifd.guest;

import dev.multifd.io.Errno;
import dev.multifd.io.Pagemap;
import dev.multifd.io.SystemCallException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pages of guest RAM may hold something, as the kernel tells it; all of them where it cannot
 * (PAGEMAP_SCAN is of Linux 6.7). One thread uses it.
 */
final class PresentPages implements AutoCloseable {
  /** Tells the ranges of a piece of memory that may hold data, as {@link Pagemap} does. */
  @FunctionalInterface
  interface Scan {
    void dataRanges(MemorySegment memory, Pagemap.RangeConsumer consumer) throws IOException;
  }

  private static final Scan EVERYTHING =
      (memory, consumer) -> consumer.accept(memory.address(), memory.byteSize());

  private final Runnable onClose;
  private Scan scan;

  private PresentPages(Scan scan, Runnable onClose) {
    this.scan = scan;
    this.onClose = onClose;
  }

  /** Asks the kernel, if it has a page map to ask. */
  static PresentPages ofKernel() throws IOException {
    try {
      Pagemap pagemap = Pagemap.open();
      return new PresentPages(pagemap::dataRanges, pagemap::close);
    } catch (SystemCallException e) {
      return of(EVERYTHING);
    }
  }

  /** Asks {@code scan} for as long as it can tell. */
  static PresentPages of(Scan scan) {
    return new PresentPages(scan, () -> {});
  }

  /** The runs of {@code block} within pages {@code first} to {@code end} - 1 that may hold data. */
  List<PageRun> within(RamBlock block, long first, long end) throws IOException {
    try {
      return runs(block, first, end);
    } catch (SystemCallException e) {
      if (e.errno() != Errno.ENOTTY && e.errno() != Errno.EINVAL) {
        throw e;
      }
      scan = EVERYTHING;
      return runs(block, first, end);
    }
  }

  private List<PageRun> runs(RamBlock block, long first, long end) throws IOException {
    MemorySegment memory = block.memory();
    List<PageRun> runs = new ArrayList<>();
    scan.dataRanges(
        memory.asSlice(first << RamBlock.PAGE_BITS, (end - first) << RamBlock.PAGE_BITS),
        (address, bytes) ->
            runs.add(
                new PageRun(
                    (address - memory.address()) >> RamBlock.PAGE_BITS,
                    bytes >> RamBlock.PAGE_BITS)));
    return runs;
  }

  @Override
  public void close() {
    onClose.run();
  }
}

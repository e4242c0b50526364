package dev.multifd.guest;

import dev.multifd.scan.ScannerKind;
import dev.multifd.scan.ZeroPageScanner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;

/**
 * Reads a block once, from its first page to its last, and tells stretches of zero pages from
 * others. Pages that the kernel calls absent are zero without being read.
 */
public final class BlockRuns {
  /** Takes a block's stretches in order; together they are the whole block. */
  public interface Sink {
    /**
     * Pages that are not zero.
     *
     * @param memory the block's
     * @param bytes at most 64 MiB
     */
    void data(MemorySegment memory, long offset, long bytes) throws IOException;

    /** Pages of zeroes. */
    void zeroes(long offset, long bytes) throws IOException;
  }

  /** Pages looked at before anybody else has a say. */
  private static final long PIECE_PAGES = RamPieces.PIECE_PAGES;

  private final RamBlock block;
  private final Sink sink;
  private final ZeroPageScanner scanner = ScannerKind.BEST.create();
  private long told;

  private BlockRuns(RamBlock block, Sink sink) {
    this.block = block;
    this.sink = sink;
  }

  /**
   * Reads all of {@code block}, which nobody writes to meanwhile.
   *
   * @throws InterruptedIOException if the thread is interrupted
   */
  public static void read(RamBlock block, Sink sink) throws IOException {
    BlockRuns runs = new BlockRuns(block, sink);
    try (PresentPages presence = PresentPages.ofKernel()) {
      for (long first = 0; first < block.pages(); first += PIECE_PAGES) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while reading block " + block.idstr());
        }
        long end = Math.min(first + PIECE_PAGES, block.pages());
        for (PageRun run : presence.within(block, first, end)) {
          runs.tellData(run);
        }
      }
    }
    runs.tellZeroes(block.pages());
  }

  private void tellData(PageRun run) throws IOException {
    long page = run.first();
    while (page < run.end()) {
      long begin = page;
      while (page < run.end() && !isZero(page)) {
        page++;
      }
      if (page > begin) {
        tellZeroes(begin);
        sink.data(block.memory(), bytes(begin), bytes(page - begin));
        told = page;
      }
      page++;
    }
  }

  private void tellZeroes(long end) throws IOException {
    if (end > told) {
      sink.zeroes(bytes(told), bytes(end - told));
      told = end;
    }
  }

  private boolean isZero(long page) {
    return scanner.isZero(block.memory(), bytes(page), RamBlock.PAGE_BYTES);
  }

  private static long bytes(long pages) {
    return pages << RamBlock.PAGE_BITS;
  }
}

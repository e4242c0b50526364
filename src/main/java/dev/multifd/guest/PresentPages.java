package dev.multifd.guest;

import dev.multifd.io.Errno;
import dev.multifd.io.Pagemap;
import dev.multifd.io.SystemCallException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of guest RAM may hold something, as the kernel tells it; all of them where it cannot
 * (PAGEMAP_SCAN is of Linux 6.7). One thread uses it.
 */
final class PresentPages implements AutoCloseable {
  private final @Nullable Pagemap pagemap;
  private boolean kernelTells;

  private PresentPages(@Nullable Pagemap pagemap) {
    this.pagemap = pagemap;
    this.kernelTells = pagemap != null;
  }

  /** Asks the kernel, if it has a page map to ask. */
  static PresentPages ofKernel() throws IOException {
    try {
      return new PresentPages(Pagemap.open());
    } catch (SystemCallException e) {
      return all();
    }
  }

  /** Takes every page for present. */
  static PresentPages all() {
    return new PresentPages(null);
  }

  /** The runs of {@code block} within pages {@code first} to {@code end} - 1 that may hold data. */
  List<PageRun> within(RamBlock block, long first, long end) throws IOException {
    if (pagemap != null && kernelTells) {
      try {
        return scan(pagemap, block, first, end);
      } catch (SystemCallException e) {
        if (e.errno() != Errno.ENOTTY && e.errno() != Errno.EINVAL) {
          throw e;
        }
        kernelTells = false;
      }
    }
    return List.of(new PageRun(first, end - first));
  }

  private static List<PageRun> scan(Pagemap pagemap, RamBlock block, long first, long end)
      throws IOException {
    MemorySegment memory = block.memory();
    List<PageRun> runs = new ArrayList<>();
    pagemap.dataRanges(
        memory.asSlice(first << RamBlock.PAGE_BITS, (end - first) << RamBlock.PAGE_BITS),
        (address, bytes) ->
            addUnseen(
                runs,
                (address - memory.address()) >> RamBlock.PAGE_BITS,
                (address - memory.address() + bytes) >> RamBlock.PAGE_BITS));
    return runs;
  }

  /**
   * The ioctl may tell ranges twice: where it emptied its inner buffer of 512 and then came to the
   * end, the walk_end that it returns is still that of the buffer (Linux fs/proc/task_mmu.c,
   * do_pagemap_scan, seen on 6.18).
   */
  private static void addUnseen(List<PageRun> runs, long first, long end) {
    long from = runs.isEmpty() ? first : Math.max(first, runs.getLast().end());
    if (from < end) {
      runs.add(new PageRun(from, end - from));
    }
  }

  @Override
  public void close() {
    if (pagemap != null) {
      pagemap.close();
    }
  }
}

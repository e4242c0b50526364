package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Asks the kernel which pages of this process exist, and which were written: the {@code
 * PAGEMAP_SCAN} ioctl on {@code /proc/self/pagemap} (Documentation/admin-guide/mm/pagemap.rst;
 * Linux 6.7). One thread uses it.
 */
public final class Pagemap implements AutoCloseable {
  /** Takes the ranges that were asked for, in address order. */
  @FunctionalInterface
  public interface RangeConsumer {
    /** One range: {@code bytes} from {@code address} on. */
    void accept(long address, long bytes) throws IOException;
  }

  private static final int ARGUMENT_BYTES = 96;
  private static final int REGIONS = 1024;
  private static final int REGION_BYTES = 24;
  // _IOWR('f', 16, struct pm_scan_arg)
  private static final long PAGEMAP_SCAN =
      (3L << 30) | ((long) ARGUMENT_BYTES << 16) | ('f' << 8) | 16;
  private static final long PM_SCAN_WP_MATCHING = 1;
  private static final long PM_SCAN_CHECK_WPASYNC = 1 << 1;
  private static final long PAGE_IS_WRITTEN = 1 << 1;
  private static final long PAGE_IS_PRESENT = 1 << 3;
  private static final long PAGE_IS_SWAPPED = 1 << 4;
  private static final long PAGE_IS_PFNZERO = 1 << 5;

  private static final MethodHandle OPEN = Libc.variadicIntCall("open", 2, JAVA_LONG, JAVA_INT);
  private static final MethodHandle IOCTL =
      Libc.variadicIntCall("ioctl", 2, JAVA_INT, JAVA_LONG, JAVA_LONG);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment argument = arena.allocate(ARGUMENT_BYTES, 8);
  private final MemorySegment regions = arena.allocate((long) REGIONS * REGION_BYTES, 8);
  private final int fd;

  private Pagemap(int fd) {
    this.fd = fd;
  }

  /**
   * Opens this process's page map.
   *
   * @throws SystemCallException where /proc is not there
   */
  public static Pagemap open() throws IOException {
    Path path = Path.of("/proc/self/pagemap");
    try (Arena arena = Arena.ofConfined()) {
      int fd;
      try {
        fd =
            (int)
                OPEN.invokeExact(
                    Libc.errnoSegment(), arena.allocateFrom(path.toString()).address(), 0x80000);
      } catch (Throwable t) {
        throw Libc.unexpected(t);
      }
      if (fd < 0) {
        throw new SystemCallException("open", path.toString(), Libc.errno());
      }
      return new Pagemap(fd);
    }
  }

  /**
   * Gives {@code consumer} every range of {@code memory} whose pages may hold something: present
   * and not the zero page, or swapped. All the rest reads as zero.
   *
   * @throws SystemCallException {@code ENOTTY} where the kernel lacks PAGEMAP_SCAN
   */
  public void dataRanges(MemorySegment memory, RangeConsumer consumer) throws IOException {
    walk(memory, 0, 0, consumer);
  }

  /**
   * Gives {@code consumer} every range of {@code memory} that was written since the last call, and
   * write-protects it: the kernel looks at a page and protects it in one step, so that a write is
   * in this call's ranges or in the next one's. Pages are as large as the kernel maps them.
   *
   * <p>Asked for are pages as in {@link #dataRanges}, for the kernel calls absent ones written.
   * What is absent is not protected, which would take page tables; a write gives it an unprotected
   * page. Hence {@code MADV_DONTNEED} is no write.
   *
   * @param memory registered with a {@link Userfaultfd}
   * @throws SystemCallException {@code EPERM} where it is not registered, {@code ENOTTY} where the
   *     kernel lacks PAGEMAP_SCAN. Then, or if {@code consumer} throws, ranges may be lost.
   */
  public void takeWrittenRanges(MemorySegment memory, RangeConsumer consumer) throws IOException {
    walk(memory, PM_SCAN_WP_MATCHING | PM_SCAN_CHECK_WPASYNC, PAGE_IS_WRITTEN, consumer);
  }

  private void walk(MemorySegment memory, long flags, long categories, RangeConsumer consumer)
      throws IOException {
    long at = memory.address();
    long end = at + memory.byteSize();
    while (at < end) {
      int found = scan(at, end, flags, categories);
      long reached = at;
      for (int i = 0; i < found; i++) {
        long from = regions.get(JAVA_LONG, (long) i * REGION_BYTES);
        reached = regions.get(JAVA_LONG, (long) i * REGION_BYTES + 8);
        consumer.accept(from, reached - from);
      }
      // walk_end is not to be trusted: a scan that filled the kernel's own buffer of 512 regions
      // and then came to the end leaves that buffer's (Linux fs/proc/task_mmu.c, do_pagemap_scan).
      // Nothing past the last region that it gave is protected.
      at = found < REGIONS ? end : reached;
    }
  }

  /**
   * Fills {@link #regions}; walk_end, where it stopped, is left in the argument.
   *
   * @param categories what pages must be besides data
   */
  private int scan(long from, long to, long flags, long categories) throws IOException {
    argument.fill((byte) 0);
    argument.set(JAVA_LONG, 0, ARGUMENT_BYTES);
    argument.set(JAVA_LONG, 8, flags);
    argument.set(JAVA_LONG, 16, from);
    argument.set(JAVA_LONG, 24, to);
    argument.set(JAVA_LONG, 40, regions.address());
    argument.set(JAVA_LONG, 48, REGIONS);
    argument.set(JAVA_LONG, 64, PAGE_IS_PFNZERO); // category_inverted
    // category_mask: must not be the zero page
    argument.set(JAVA_LONG, 72, PAGE_IS_PFNZERO | categories);
    argument.set(JAVA_LONG, 80, PAGE_IS_PRESENT | PAGE_IS_SWAPPED); // category_anyof_mask
    argument.set(JAVA_LONG, 88, PAGE_IS_PRESENT); // return_mask
    int result;
    try {
      result = (int) IOCTL.invokeExact(Libc.errnoSegment(), fd, PAGEMAP_SCAN, argument.address());
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
    if (result < 0) {
      throw new SystemCallException("ioctl(PAGEMAP_SCAN)", "/proc/self/pagemap", Libc.errno());
    }
    return result;
  }

  @Override
  public void close() {
    StreamSocket.close(fd);
    arena.close();
  }
}

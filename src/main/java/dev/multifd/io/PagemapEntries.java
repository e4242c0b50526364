package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Reads which pages of this process exist from {@code /proc/self/pagemap}, eight bytes a page
 * (Documentation/admin-guide/mm/pagemap.rst): what kernels without {@link Pagemap}'s ioctl have.
 * Physical addresses are hidden from most users, so that the zero page is taken for data. One
 * thread uses it.
 */
public final class PagemapEntries implements AutoCloseable {
  private static final long PRESENT = 1L << 63;
  private static final long SWAPPED = 1L << 62;
  private static final int BUFFER_BYTES = 64 << 10;

  private static final class Kernel {
    static final long PAGE_BYTES = pageBytes();
  }

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final MemorySegment entries = MemorySegment.ofArray(buffer);
  private final RandomAccessFile file;

  private PagemapEntries(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Opens this process's page map.
   *
   * @throws IOException where it is not there, or not for this user
   */
  public static PagemapEntries open() throws IOException {
    return open(Path.of("/proc/self/pagemap"));
  }

  /** Opens a file that is laid out like a page map. */
  static PagemapEntries open(Path path) throws IOException {
    return new PagemapEntries(new RandomAccessFile(path.toFile(), "r"));
  }

  private static long pageBytes() {
    MethodHandle call = Libc.intCall("getpagesize");
    try {
      return (int) call.invokeExact(Libc.errnoSegment());
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /** Whether a page of that entry may hold something: it is in memory or in swap. */
  static boolean isData(long entry) {
    return (entry & (PRESENT | SWAPPED)) != 0;
  }

  /**
   * Gives {@code consumer} every range of {@code memory} whose pages may hold something. All the
   * rest reads as zero.
   *
   * @param memory private and anonymous, at a page boundary
   */
  public void dataRanges(MemorySegment memory, Pagemap.RangeConsumer consumer) throws IOException {
    long end = memory.address() + memory.byteSize();
    long dataFrom = end;
    file.seek(memory.address() / Kernel.PAGE_BYTES * Long.BYTES);
    int held = 0;
    int next = 0;
    for (long at = memory.address(); at < end; at += Kernel.PAGE_BYTES) {
      if (next == held) {
        held = fill(end - at);
        next = 0;
      }
      if (!isData(entries.get(JAVA_LONG_UNALIGNED, next))) {
        if (dataFrom < at) {
          consumer.accept(dataFrom, at - dataFrom);
        }
        dataFrom = end;
      } else if (dataFrom == end) {
        dataFrom = at;
      }
      next += Long.BYTES;
    }
    if (dataFrom < end) {
      consumer.accept(dataFrom, end - dataFrom);
    }
  }

  /** Reads the entries of the next {@code bytes} of memory, as many as fit; returns their bytes. */
  private int fill(long bytes) throws IOException {
    long pages = (bytes + Kernel.PAGE_BYTES - 1) / Kernel.PAGE_BYTES;
    int length = (int) Math.min(BUFFER_BYTES, pages * Long.BYTES);
    file.readFully(buffer, 0, length);
    return length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory from {@code mmap(2)}. Unlike an {@link java.lang.foreign.Arena}'s, its pages are not
 * touched when it is made. Anonymous mappings are private, reserve no swap and begin at a huge page
 * boundary, so that 1 TiB of sparse address space costs nothing.
 *
 * <p>The {@link #segment()} belongs to no arena: using it after {@link #close()} is undefined, and
 * the owner must have joined every thread that uses it.
 */
public final class Mapping implements AutoCloseable {
  /** Bytes of a transparent huge page on x86-64 and on arm64 with 4 KiB pages. */
  public static final long HUGE_PAGE_BYTES = 2L << 20;

  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_PRIVATE = 0x02;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int MAP_NORESERVE = 0x4000;

  private static final MethodHandle MMAP =
      Libc.longCall("mmap", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle MUNMAP = Libc.intCall("munmap", JAVA_LONG, JAVA_LONG);
  private static final MethodHandle MADVISE =
      Libc.intCall("madvise", JAVA_LONG, JAVA_LONG, JAVA_INT);

  private final long reservedAddress;
  private final long reservedBytes;
  private final MemorySegment segment;
  private boolean closed;

  private Mapping(long reservedAddress, long reservedBytes, long address, long bytes) {
    this.reservedAddress = reservedAddress;
    this.reservedBytes = reservedBytes;
    this.segment = memoryAt(address, bytes);
  }

  /**
   * Maps {@code bytes} of private anonymous memory, untouched and reading as zero.
   *
   * @throws SystemCallException if the address space is not to be had
   */
  public static Mapping anonymous(long bytes) throws SystemCallException {
    long reserved = bytes + HUGE_PAGE_BYTES;
    long address =
        mmap(
            reserved,
            PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
            -1,
            bytes + " anonymous bytes");
    long aligned = (address + HUGE_PAGE_BYTES - 1) & -HUGE_PAGE_BYTES;
    return new Mapping(address, reserved, aligned, bytes);
  }

  /** Maps the first {@code bytes} of an open file for reading. */
  static Mapping ofFile(int fd, long bytes, String name) throws SystemCallException {
    long address = mmap(bytes, PROT_READ, MAP_PRIVATE, fd, name);
    return new Mapping(address, bytes, address, bytes);
  }

  @SuppressWarnings("restricted") // the one place that turns an address into memory
  static MemorySegment memoryAt(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  private static long mmap(long bytes, int protection, int flags, int fd, String subject)
      throws SystemCallException {
    long address;
    try {
      address = (long) MMAP.invokeExact(Libc.errnoSegment(), 0L, bytes, protection, flags, fd, 0L);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
    if (address == -1) {
      throw new SystemCallException("mmap", subject, Libc.errno());
    }
    return address;
  }

  /** The memory, of the size that was asked for. */
  public MemorySegment segment() {
    return segment;
  }

  /** Advises the kernel on the whole mapping. */
  public void advise(Advice advice) throws SystemCallException {
    advise(segment.address(), segment.byteSize(), advice);
  }

  /**
   * Advises the kernel on a range of mapped memory.
   *
   * @param address its start, a multiple of the page size
   * @throws SystemCallException {@code EINVAL} where the kernel does not know the advice
   */
  public static void advise(long address, long bytes, Advice advice) throws SystemCallException {
    int result;
    try {
      result = (int) MADVISE.invokeExact(Libc.errnoSegment(), address, bytes, advice.value);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
    if (result != 0) {
      throw new SystemCallException("madvise", advice + " of " + bytes + " bytes", Libc.errno());
    }
  }

  /** Unmaps the memory. Closing twice does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      int result = (int) MUNMAP.invokeExact(Libc.errnoSegment(), reservedAddress, reservedBytes);
      if (result != 0) {
        throw new AssertionError("munmap: " + Libc.strerror(Libc.errno()));
      }
    } catch (AssertionError e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }
}

package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Write protection that the kernel itself lifts at the first write ({@code userfaultfd(2)} with
 * {@code UFFD_FEATURE_WP_ASYNC}, Linux 6.7; Documentation/admin-guide/mm/userfaultfd.rst). Nobody
 * reads the descriptor; {@link Pagemap#takeWrittenRanges} protects, and tells what was written.
 * System calls that write to protected memory, such as {@code readv}, go through and are seen.
 */
public final class Userfaultfd implements AutoCloseable {
  private static final int O_CLOEXEC = 0x80000;
  // Asks for no privilege. Nothing is handed to user space, so that it takes nothing away.
  private static final int UFFD_USER_MODE_ONLY = 1;
  private static final long UFFD_API = 0xAA;
  private static final long UFFD_FEATURE_WP_ASYNC = 1 << 15;
  private static final long UFFDIO_REGISTER_MODE_WP = 1 << 1;

  private static final int API_BYTES = 24;
  private static final int RANGE_BYTES = 16;
  private static final int REGISTER_BYTES = 32;
  // _IOWR(0xAA, 0x3F, struct uffdio_api), _IOWR(0xAA, 0, struct uffdio_register),
  // _IOR(0xAA, 1, struct uffdio_range)
  private static final long UFFDIO_API = (3L << 30) | (API_BYTES << 16) | (0xAA << 8) | 0x3F;
  private static final long UFFDIO_REGISTER = (3L << 30) | (REGISTER_BYTES << 16) | (0xAA << 8);
  private static final long UFFDIO_UNREGISTER = (2L << 30) | (RANGE_BYTES << 16) | (0xAA << 8) | 1;

  // Returns long; what it returns here is a file descriptor or -1.
  private static final MethodHandle SYSCALL =
      Libc.variadicIntCall("syscall", 1, JAVA_LONG, JAVA_INT);
  private static final MethodHandle IOCTL =
      Libc.variadicIntCall("ioctl", 2, JAVA_INT, JAVA_LONG, JAVA_LONG);

  private final int fd;
  private boolean closed;

  private Userfaultfd(int fd) {
    this.fd = fd;
  }

  /**
   * Opens one and asks for asynchronous write protection.
   *
   * @throws SystemCallException {@code ENOSYS} where the kernel has no userfaultfd, {@code EPERM}
   *     where this process may not have one, {@code EINVAL} where it cannot do this (before Linux
   *     6.7)
   */
  public static Userfaultfd open() throws SystemCallException {
    long number = systemCallNumber();
    int fd;
    try {
      fd = (int) SYSCALL.invokeExact(Libc.errnoSegment(), number, O_CLOEXEC | UFFD_USER_MODE_ONLY);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
    if (fd < 0) {
      throw new SystemCallException("userfaultfd", "UFFD_USER_MODE_ONLY", Libc.errno());
    }
    Userfaultfd opened = new Userfaultfd(fd);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment api = arena.allocate(API_BYTES, 8);
      api.set(JAVA_LONG, 0, UFFD_API);
      api.set(JAVA_LONG, 8, UFFD_FEATURE_WP_ASYNC);
      opened.ioctl(UFFDIO_API, api, "ioctl(UFFDIO_API)", "UFFD_FEATURE_WP_ASYNC");
      return opened;
    } catch (SystemCallException e) {
      opened.close();
      throw e;
    }
  }

  /** Libc has no function for it, and the table of numbers is each architecture's own. */
  private static long systemCallNumber() throws SystemCallException {
    String architecture = System.getProperty("os.arch");
    return switch (architecture) {
      case "amd64" -> 323;
      case "aarch64" -> 282;
      default -> throw new SystemCallException("userfaultfd", "on " + architecture, Errno.ENOSYS);
    };
  }

  /**
   * Lets {@code memory} be write-protected. Protects nothing yet.
   *
   * @param memory a mapping of its own or a part of one, in whole pages
   * @throws SystemCallException {@code EBUSY} where it is registered elsewhere
   */
  public void register(MemorySegment memory) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argument = arena.allocate(REGISTER_BYTES, 8);
      argument.set(JAVA_LONG, 0, memory.address());
      argument.set(JAVA_LONG, 8, memory.byteSize());
      argument.set(JAVA_LONG, 16, UFFDIO_REGISTER_MODE_WP);
      ioctl(UFFDIO_REGISTER, argument, "ioctl(UFFDIO_REGISTER)", memory.byteSize() + " bytes");
    }
  }

  /**
   * Lifts all protection of {@code memory}. With some kernels closing alone leaves its marks, and
   * the next one to register would take what has them for protected.
   */
  public void unregister(MemorySegment memory) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment range = arena.allocate(RANGE_BYTES, 8);
      range.set(JAVA_LONG, 0, memory.address());
      range.set(JAVA_LONG, 8, memory.byteSize());
      ioctl(UFFDIO_UNREGISTER, range, "ioctl(UFFDIO_UNREGISTER)", memory.byteSize() + " bytes");
    }
  }

  private void ioctl(long request, MemorySegment argument, String call, String subject)
      throws SystemCallException {
    int result;
    try {
      result = (int) IOCTL.invokeExact(Libc.errnoSegment(), fd, request, argument.address());
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
    if (result < 0) {
      throw new SystemCallException(call, subject, Libc.errno());
    }
  }

  /** Ends all registrations. Closing twice does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      StreamSocket.close(fd);
    }
  }
}

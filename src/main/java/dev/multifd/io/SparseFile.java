package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file opened for reading, with its holes known ({@code lseek(2)} SEEK_DATA and SEEK_HOLE). */
public final class SparseFile implements AutoCloseable {
  /** A stretch of the file that holds data. */
  public record Extent(long offset, long bytes) {}

  private static final int O_RDONLY = 0;
  private static final int O_CLOEXEC = 0x80000;
  private static final int SEEK_END = 2;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;

  private static final MethodHandle OPEN = Libc.variadicIntCall("open", 2, JAVA_LONG, JAVA_INT);
  private static final MethodHandle LSEEK = Libc.longCall("lseek", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle PREAD =
      Libc.longCall("pread", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private final Path path;
  private final int fd;
  private final long bytes;
  private boolean closed;

  private SparseFile(Path path, int fd, long bytes) {
    this.path = path;
    this.fd = fd;
    this.bytes = bytes;
  }

  /**
   * Opens {@code path} for reading.
   *
   * @throws SystemCallException naming the file
   */
  public static SparseFile open(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path.toString());
      int fd;
      try {
        fd = (int) OPEN.invokeExact(Libc.errnoSegment(), name.address(), O_RDONLY | O_CLOEXEC);
      } catch (Throwable t) {
        throw Libc.unexpected(t);
      }
      if (fd < 0) {
        throw new SystemCallException("open", path.toString(), Libc.errno());
      }
      try {
        return new SparseFile(path, fd, seek(fd, 0, SEEK_END, path));
      } catch (IOException e) {
        StreamSocket.close(fd);
        throw e;
      }
    }
  }

  /** Size of the file, holes included. */
  public long bytes() {
    return bytes;
  }

  /** The stretches that hold data, in order. A file system without holes gives one. */
  public List<Extent> extents() throws IOException {
    List<Extent> extents = new ArrayList<>();
    long at = 0;
    while (at < bytes) {
      long data;
      try {
        data = seek(fd, at, SEEK_DATA, path);
      } catch (SystemCallException e) {
        if (e.errno() == Errno.ENXIO) {
          break;
        }
        throw e;
      }
      long hole = seek(fd, data, SEEK_HOLE, path);
      extents.add(new Extent(data, hole - data));
      at = hole;
    }
    return extents;
  }

  private static long seek(int fd, long offset, int whence, Path path) throws IOException {
    long result;
    try {
      result = (long) LSEEK.invokeExact(Libc.errnoSegment(), fd, offset, whence);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
    if (result < 0) {
      throw new SystemCallException("lseek", path.toString(), Libc.errno());
    }
    return result;
  }

  /**
   * Fills {@code destination} with the file's bytes from {@code offset} on.
   *
   * @throws IOException where the file ends first
   */
  public void read(long offset, MemorySegment destination) throws IOException {
    long done = 0;
    while (done < destination.byteSize()) {
      long now;
      try {
        now =
            (long)
                PREAD.invokeExact(
                    Libc.errnoSegment(),
                    fd,
                    destination.address() + done,
                    destination.byteSize() - done,
                    offset + done);
      } catch (Throwable t) {
        throw Libc.unexpected(t);
      }
      if (now < 0 && Libc.errno() != Errno.EINTR) {
        throw new SystemCallException("pread", path.toString(), Libc.errno());
      }
      if (now == 0) {
        throw new IOException(path + " ended at byte " + (offset + done) + ": was it truncated?");
      }
      done += Math.max(0, now);
    }
  }

  /** Maps the whole file for reading. It must not be empty. */
  public Mapping map() throws IOException {
    return Mapping.ofFile(fd, bytes, path.toString());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      StreamSocket.close(fd);
    }
  }
}

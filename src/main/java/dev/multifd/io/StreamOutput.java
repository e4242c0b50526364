package dev.multifd.io;

import java.io.IOException;

/** Where native memory is written to. */
public interface StreamOutput {
  /** Writes all that {@code iov} holds; afterwards it is empty. */
  void writeFully(Iovec iov) throws IOException;

  /** Writes {@code length} bytes at {@code address}. */
  void writeFully(long address, long length) throws IOException;
}

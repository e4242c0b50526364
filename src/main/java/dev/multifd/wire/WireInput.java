package dev.multifd.wire;

import java.io.IOException;

/**
 * Where main-channel and return-path bytes come from; integers are big-endian. Every method throws
 * an {@link java.io.EOFException} if the stream ends before it has all its bytes.
 */
public interface WireInput {
  /** Reads a byte as 0..255. */
  int readByte() throws IOException;

  /** Reads a u16 as 0..65535. */
  int readShort() throws IOException;

  /** Reads 32 bits. */
  int readInt() throws IOException;

  /** Reads 64 bits. */
  long readLong() throws IOException;

  /** Reads until {@code dst} is full. */
  void readBytes(byte[] dst) throws IOException;
}

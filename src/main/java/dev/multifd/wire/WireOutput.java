package dev.multifd.wire;

import java.io.IOException;

/** Where main-channel and return-path bytes go; integers are written big-endian. */
public interface WireOutput {
  /** Writes the low 8 bits. */
  void putByte(int value) throws IOException;

  /** Writes the low 16 bits. */
  void putShort(int value) throws IOException;

  /** Writes 32 bits. */
  void putInt(int value) throws IOException;

  /** Writes 64 bits. */
  void putLong(long value) throws IOException;

  /** Writes all of {@code bytes}. */
  void putBytes(byte[] bytes) throws IOException;
}

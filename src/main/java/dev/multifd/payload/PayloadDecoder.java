package dev.multifd.payload;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How compressed payloads of a channel become pages again (QEMU {@code MultiFDMethods}, the
 * receiving side). One thread uses it.
 */
public interface PayloadDecoder extends AutoCloseable {
  /**
   * Decodes the payload of one packet.
   *
   * @param payload direct; all of it is taken
   * @param pages direct; filled from its beginning on, with room for a byte more than {@code bytes}
   * @param bytes what the packet's pages take
   * @throws IOException if the payload is damaged, or is of more or fewer bytes
   */
  void decode(ByteBuffer payload, ByteBuffer pages, int bytes) throws IOException;

  /** Gives back what the method has allocated outside the heap. */
  @Override
  void close();

  /**
   * Checks what came of a payload.
   *
   * @throws IOException naming both figures
   */
  static void requireBytes(String method, int decoded, int bytes) throws IOException {
    if (decoded != bytes) {
      throw new java.io.StreamCorruptedException(
          "the %s payload holds %s bytes, its pages take %d"
              .formatted(method, decoded > bytes ? "more than " + bytes : decoded, bytes));
    }
  }
}

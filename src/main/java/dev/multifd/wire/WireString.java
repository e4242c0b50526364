package dev.multifd.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names on the main channel: UTF-8 without NUL, because QEMU handles them as C strings. Sections,
 * RAM blocks and subsections carry theirs behind a one-byte length.
 */
final class WireString {
  static final int MAX_BYTES = 255;

  private WireString() {}

  /**
   * Encodes a name of this side's own.
   *
   * @throws IllegalArgumentException if it is empty, has a NUL or is longer than 255 bytes
   */
  static byte[] encode(String what, String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    if (utf8.length == 0 || utf8.length > MAX_BYTES || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          what + " '" + name + "': use 1.." + MAX_BYTES + " bytes of UTF-8 without NUL");
    }
    return utf8;
  }

  static void put(WireOutput out, byte[] utf8) throws IOException {
    out.putByte(utf8.length);
    out.putBytes(utf8);
  }

  /** Reads a name behind its one-byte length. */
  static String read(WireInput in, String what) throws IOException {
    return read(in, what, in.readByte());
  }

  /** Reads a name whose length is known, after checking that length. */
  static String read(WireInput in, String what, int length) throws IOException {
    if (length < 1 || length > MAX_BYTES) {
      throw WireException.range(what + " length", Integer.toUnsignedLong(length), 1, MAX_BYTES);
    }
    byte[] utf8 = new byte[length];
    in.readBytes(utf8);
    String name = decode(what, utf8);
    if (name.indexOf('\0') >= 0) {
      throw new WireException(what, '"' + name.replace("\0", "\\0") + '"', "a name without NUL");
    }
    return name;
  }

  /** Decodes UTF-8 and refuses what would not encode to the same bytes again. */
  static String decode(String what, byte[] utf8) throws WireException {
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
      throw new WireException(what, "malformed text", "UTF-8");
    }
    return text;
  }
}

package dev.multifd.wire;

import java.io.IOException;
import java.io.Serial;
import java.util.HexFormat;

/**
 * The peer sent bytes that the protocol does not allow, or that this implementation does not read.
 *
 * <p>The message names the field, the value found and the value expected.
 */
public final class WireException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Describes one offending field.
   *
   * @param field the field in the words of the protocol, such as {@code multifd packet magic}
   * @param found the value on the wire
   * @param expected what would have been accepted, with a remedy where there is one
   */
  public WireException(String field, String found, String expected) {
    super(field + " is " + found + ", expected " + expected);
  }

  /** Describes a count or a size that leaves its range. */
  static WireException range(String field, long found, long min, long max) {
    String expected = min == max ? Long.toString(min) : min + ".." + max;
    return new WireException(field, Long.toString(found), expected);
  }

  /** Describes a 32-bit field that must hold one value. */
  static WireException mismatch(String field, int found, int expected) {
    return new WireException(field, hex(found), hex(expected));
  }

  static String hex(int value) {
    return "0x" + HexFormat.of().toHexDigits(value);
  }

  static String hex(byte value) {
    return "0x" + HexFormat.of().toHexDigits(value);
  }

  static String hex(long value) {
    return "0x" + HexFormat.of().toHexDigits(value);
  }
}

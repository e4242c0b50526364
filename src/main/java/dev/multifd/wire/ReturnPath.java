package dev.multifd.wire;

import java.io.IOException;

/**
 * Messages of the return path, from destination to source on the main connection (QEMU {@code
 * migration/migration.c}, {@code source_return_path_thread}). Those of postcopy are not read here.
 */
public final class ReturnPath {
  /** What a message says. */
  public enum Type {
    /** The destination has finished; value 0 is success. */
    SHUT(1, Integer.BYTES),
    /** The answer to a PING, with its value. */
    PONG(2, Integer.BYTES),
    /** The destination agrees to the switchover. */
    SWITCHOVER_ACK(7, 0);

    private final int code;
    private final int payloadBytes;

    Type(int code, int payloadBytes) {
      this.code = code;
      this.payloadBytes = payloadBytes;
    }

    private static Type ofCode(int code) throws WireException {
      for (Type type : values()) {
        if (type.code == code) {
          return type;
        }
      }
      throw new WireException(
          "return path message type",
          Integer.toString(code),
          "1 (SHUT), 2 (PONG) or 7 (SWITCHOVER_ACK)");
    }
  }

  /**
   * One message.
   *
   * @param type what it says
   * @param value SHUT's status or PONG's value; 0 for a message without one
   */
  public record Message(Type type, int value) {}

  private ReturnPath() {}

  /**
   * Writes that the destination has finished.
   *
   * @param status 0 for success
   */
  public static void writeShut(WireOutput out, int status) throws IOException {
    write(out, Type.SHUT, status);
  }

  /**
   * Answers a PING.
   *
   * @param value the value it came with
   */
  public static void writePong(WireOutput out, int value) throws IOException {
    write(out, Type.PONG, value);
  }

  /** Agrees to the switchover. QEMU before 8.1 takes it for an error. */
  public static void writeSwitchoverAck(WireOutput out) throws IOException {
    writeHead(out, Type.SWITCHOVER_ACK);
  }

  private static void write(WireOutput out, Type type, int value) throws IOException {
    writeHead(out, type);
    out.putInt(value);
  }

  private static void writeHead(WireOutput out, Type type) throws IOException {
    out.putShort(type.code);
    out.putShort(type.payloadBytes);
  }

  /**
   * Reads one message.
   *
   * @throws WireException if its type is not read here or its length is not the type's
   */
  public static Message read(WireInput in) throws IOException {
    Type type = Type.ofCode(in.readShort());
    int length = in.readShort();
    if (length != type.payloadBytes) {
      throw WireException.range(
          "length of return path message " + type, length, type.payloadBytes, type.payloadBytes);
    }
    return new Message(type, length == 0 ? 0 : in.readInt());
  }
}

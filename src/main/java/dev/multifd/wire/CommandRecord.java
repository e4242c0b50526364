package dev.multifd.wire;

import java.nio.ByteBuffer;

/** A command as it was read from the main channel. */
public final class CommandRecord {
  private final MainCommand command;
  private final byte[] payload;

  CommandRecord(MainCommand command, byte[] payload) {
    this.command = command;
    this.payload = payload;
  }

  /** Which command. */
  public MainCommand command() {
    return command;
  }

  /** A copy of what came with it; its length is one the command allows. */
  public byte[] payload() {
    return payload.clone();
  }

  /**
   * The value to answer a PING with.
   *
   * @throws IllegalStateException if the command is another one
   */
  public int pingValue() {
    if (command != MainCommand.PING) {
      throw new IllegalStateException(command + " carries no ping value");
    }
    return ByteBuffer.wrap(payload).getInt();
  }

  @Override
  public String toString() {
    return command + " with " + payload.length + " bytes";
  }
}

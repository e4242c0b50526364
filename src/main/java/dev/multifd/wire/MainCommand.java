package dev.multifd.wire;

import org.jspecify.annotations.Nullable;

/**
 * Commands between the sections of the main channel (QEMU {@code migration/savevm.c}, {@code
 * MIG_CMD_*}). A precopy source uses the first two and the last.
 */
public enum MainCommand {
  /** Asks the destination to reply on the same connection. */
  OPEN_RETURN_PATH(1, 0, 0),
  /** Carries a u32 that comes back as a PONG. */
  PING(2, 4, 4),
  /** Announces that postcopy may follow. */
  POSTCOPY_ADVISE(3, 0, 16) {
    @Override
    boolean allows(int payloadBytes) {
      return payloadBytes == 0 || payloadBytes == 16;
    }

    @Override
    String allowedBytes() {
      return "0 or 16";
    }
  },
  /** Postcopy: serve page faults. */
  POSTCOPY_LISTEN(4, 0, 0),
  /** Postcopy: run the guest. */
  POSTCOPY_RUN(5, 0, 0),
  /** Postcopy: drop pages that have become stale. */
  POSTCOPY_RAM_DISCARD(6, 0, 0xffff),
  /** Postcopy: device state in one lump. */
  PACKAGED(7, 4, 4),
  /** COLO. */
  ENABLE_COLO(8, 0, 0),
  /** Postcopy recovery. */
  POSTCOPY_RESUME(9, 0, 0),
  /** Postcopy recovery: asks for a block's received bitmap. */
  RECV_BITMAP(10, 0, 0xffff),
  /** The guest is stopped; since 10.0, before the RAM section's END. */
  SWITCHOVER_START(11, 0, 0);

  private final int code;
  private final int minBytes;
  private final int maxBytes;

  MainCommand(int code, int minBytes, int maxBytes) {
    this.code = code;
    this.minBytes = minBytes;
    this.maxBytes = maxBytes;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  boolean allows(int payloadBytes) {
    return payloadBytes >= minBytes && payloadBytes <= maxBytes;
  }

  /** The payload lengths that are allowed, for messages. */
  String allowedBytes() {
    return minBytes == maxBytes ? Integer.toString(minBytes) : minBytes + ".." + maxBytes;
  }

  static @Nullable MainCommand ofCode(int code) {
    for (MainCommand command : values()) {
      if (command.code == code) {
        return command;
      }
    }
    return null;
  }
}

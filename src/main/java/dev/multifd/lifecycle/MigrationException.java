package dev.multifd.lifecycle;

import java.io.IOException;

/** A migration failed. The message is one line that says where, at which step and why. */
public final class MigrationException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long occurredNs = System.nanoTime();

  public MigrationException(String message) {
    super(message);
  }

  public MigrationException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * When it was made, by {@link System#nanoTime}: of two sides' failures the first is the cause.
   */
  public long occurredNs() {
    return occurredNs;
  }
}

package dev.multifd.guest;

/** The machine has not the memory that a migration needs. The message has both figures. */
public final class InsufficientMemoryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long neededBytes;
  private final long availableBytes;

  InsufficientMemoryException(String message, long neededBytes, long availableBytes) {
    super(message);
    this.neededBytes = neededBytes;
    this.availableBytes = availableBytes;
  }

  /** What source, destination and margin need together. */
  public long neededBytes() {
    return neededBytes;
  }

  /** What the machine or the control group has left. */
  public long availableBytes() {
    return availableBytes;
  }
}

package dev.multifd.suite;

/** A mistake of the user or a missing prerequisite; the message names it and the way out. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with one line for the user. */
  public UsageException(String message) {
    super(message);
  }
}

package dev.multifd.results.compare;

/** A comparison that cannot be made as asked for; the message names what, and the way out. */
public final class ComparisonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ComparisonException(String message) {
    super(message);
  }
}

package dev.multifd.migration;

import java.io.IOException;

/** This machine lacks what a migration would need; the message names it and the remedy. */
public final class PrerequisiteException extends IOException {
  private static final long serialVersionUID = 1L;

  public PrerequisiteException(String message) {
    super(message);
  }
}

package dev.multifd.migration;

import java.io.IOException;

/** A migration ended, but not with what it must: its figures do not count. */
public final class ProofFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  public ProofFailedException(String message) {
    super(message);
  }
}

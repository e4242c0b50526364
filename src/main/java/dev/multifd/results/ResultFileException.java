package dev.multifd.results;

import java.io.IOException;

/** A file that is no result file, or none that this program can read. */
public final class ResultFileException extends IOException {
  private static final long serialVersionUID = 1;

  ResultFileException(String message) {
    super(message);
  }
}

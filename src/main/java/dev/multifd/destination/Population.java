package dev.multifd.destination;

import dev.multifd.io.SystemCallException;

/** Makes a block's memory ready to be written. Channels call it at the same time. */
@FunctionalInterface
public interface Population {
  /** Prepares {@code bytes} bytes from {@code offset} on, to which no page has come yet. */
  void prepare(long offset, long bytes) throws SystemCallException;
}

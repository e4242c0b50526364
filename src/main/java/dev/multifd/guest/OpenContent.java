package dev.multifd.guest;

import java.io.IOException;

/** Content that is open for reading, by as many threads as like. */
@FunctionalInterface
interface OpenContent extends AutoCloseable {
  /** A reader for the calling thread; good until this is closed. */
  PageReader reader();

  @Override
  default void close() throws IOException {}
}

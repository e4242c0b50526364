package dev.multifd.peer;

import dev.multifd.evidence.Check;
import dev.multifd.guest.GuestContent;
import dev.multifd.io.Endpoint;
import java.io.IOException;

/** A destination that takes the guest, into new memory each time. */
interface Target extends AutoCloseable {
  /** Waits for a migration; returns where. */
  Endpoint open() throws IOException, InterruptedException;

  /**
   * Waits until the one that came has been loaded.
   *
   * @return milliseconds of CPU that this took
   */
  double await() throws IOException, InterruptedException;

  /** Compares what has arrived with where it came from. */
  Check verify(GuestContent content) throws IOException, InterruptedException;

  /** Gives up what has arrived. */
  @Override
  void close() throws IOException;
}

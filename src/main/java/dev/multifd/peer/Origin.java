package dev.multifd.peer;

import dev.multifd.guest.TransplantedContent;
import dev.multifd.io.Endpoint;
import java.io.IOException;

/** A source that has the guest, and sends it as often as it is asked to. */
interface Origin extends AutoCloseable {
  /** Makes the guest ready, as one that was never migrated. */
  void prepare() throws IOException, InterruptedException;

  /** Migrates it, until the destination has said that all is loaded. */
  Departure migrate(Endpoint to) throws IOException, InterruptedException;

  /** Pages that it sends whole, where zero pages are looked for. */
  long normalPages(TransplantedContent content);

  @Override
  void close() throws IOException;
}

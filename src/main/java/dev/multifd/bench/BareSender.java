package dev.multifd.bench;

import dev.multifd.guest.RamBlock;
import java.io.IOException;

/** The sending end of a bare connection. One thread sends, any may end it. */
interface BareSender extends AutoCloseable {
  /** Writes the pages of a slice, all of them. */
  void send(RamBlock block, PageSlice slice) throws IOException;

  /** Ends the connection and wakes who waits for it. */
  void shutdown();

  @Override
  void close();
}

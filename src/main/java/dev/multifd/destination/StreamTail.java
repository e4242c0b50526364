package dev.multifd.destination;

import dev.multifd.qemufile.QemuFileReader;
import java.io.IOException;

/** What follows the footer of the END section of {@code ram}, to the end of the stream. */
@FunctionalInterface
interface StreamTail {
  /**
   * Reads it.
   *
   * @param returnPath whether the source has opened one: it then keeps the connection until it is
   *     told that all is loaded
   * @throws IOException if it is not whole, or not what can be loaded here
   */
  void read(QemuFileReader file, boolean returnPath) throws IOException;
}

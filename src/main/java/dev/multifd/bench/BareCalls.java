package dev.multifd.bench;

import dev.multifd.io.Endpoint;
import java.io.IOException;

/** Whose calls write the pages of a bare transfer. */
enum BareCalls {
  /** {@code writev} by java.lang.foreign, as the pipeline does it. */
  WRITEV,
  /** {@link java.nio.channels.GatheringByteChannel}: a buffer object for each run of pages. */
  NIO;

  BareSender connect(Endpoint endpoint) throws IOException {
    return switch (this) {
      case WRITEV -> new WritevSender(endpoint);
      case NIO -> new NioSender(endpoint);
    };
  }
}

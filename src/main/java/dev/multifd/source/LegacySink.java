package dev.multifd.source;

import dev.multifd.guest.RamBlock;
import java.io.IOException;

/** Zero pages as records on the main channel, the others to the channels. */
final class LegacySink implements PageSink {
  private final MainChannel main;
  private final MultifdSender multifd;

  LegacySink(MainChannel main, MultifdSender multifd) {
    this.main = main;
    this.multifd = multifd;
  }

  @Override
  public void zero(RamBlock block, long offset) throws IOException {
    main.zero(block, offset);
  }

  @Override
  public void normal(RamBlock block, long offset) throws InterruptedException {
    multifd.queue(block, offset);
  }
}

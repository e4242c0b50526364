package dev.multifd.source;

import dev.multifd.guest.RamBlock;
import java.io.IOException;

/** Where the migration thread puts the pages that it found. */
interface PageSink {
  /** A page of zeroes at byte {@code offset} of {@code block}. */
  void zero(RamBlock block, long offset) throws IOException, InterruptedException;

  /** A page that is not zero, or that nobody looked at. */
  void normal(RamBlock block, long offset) throws IOException, InterruptedException;
}

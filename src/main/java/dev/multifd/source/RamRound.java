package dev.multifd.source;

import java.io.IOException;

/** One pass over the dirty bitmaps of all blocks, by one of the ways of dispatch. */
interface RamRound {
  /** Takes every page that is dirty now from the bitmaps and sends it, or hands it to a channel. */
  void send() throws IOException, InterruptedException;
}

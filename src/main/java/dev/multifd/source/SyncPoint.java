package dev.multifd.source;

/** When all channels are synchronised with the main channel. */
enum SyncPoint {
  /** When the dirty bitmaps were looked at once, wherever in a section that is. */
  END_OF_PASS,
  /** At the end of each section, wherever in a pass that is. */
  END_OF_SECTION
}

package dev.multifd.guest;

import dev.multifd.io.Pagemap;
import dev.multifd.io.PagemapEntries;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Reads {@code /proc/self/pagemap}; the zero page, small or huge, is data to it. */
final class PagemapReadPresence implements PresenceSource {
  private final PagemapEntries entries;

  private PagemapReadPresence(PagemapEntries entries) {
    this.entries = entries;
  }

  /**
   * Opens the page map.
   *
   * @throws IOException where it is not there, or not for this user
   */
  static PresenceSource open() throws IOException {
    return new PagemapReadPresence(PagemapEntries.open());
  }

  @Override
  public void dataRanges(MemorySegment memory, Pagemap.RangeConsumer consumer) throws IOException {
    entries.dataRanges(memory, consumer);
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}

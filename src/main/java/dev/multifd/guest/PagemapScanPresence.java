package dev.multifd.guest;

import dev.multifd.io.Mapping;
import dev.multifd.io.Pagemap;
import dev.multifd.io.SystemCallException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Asks by the {@code PAGEMAP_SCAN} ioctl: a call tells up to a thousand ranges of any length. Some
 * kernels take the huge zero page for data; that costs reading it, and nothing else.
 */
final class PagemapScanPresence implements PresenceSource {
  private final Pagemap pagemap;

  private PagemapScanPresence(Pagemap pagemap) {
    this.pagemap = pagemap;
  }

  /**
   * Opens the page map and tries the ioctl.
   *
   * @throws SystemCallException where the kernel lacks it (Linux 6.7)
   */
  static PresenceSource open() throws IOException {
    Pagemap pagemap = Pagemap.open();
    try (Mapping tried = Mapping.anonymous(RamBlock.PAGE_BYTES)) {
      pagemap.dataRanges(tried.segment(), (address, bytes) -> {});
      return new PagemapScanPresence(pagemap);
    } catch (SystemCallException e) {
      pagemap.close();
      throw e;
    }
  }

  @Override
  public void dataRanges(MemorySegment memory, Pagemap.RangeConsumer consumer) throws IOException {
    pagemap.dataRanges(memory, consumer);
  }

  @Override
  public void close() {
    pagemap.close();
  }
}

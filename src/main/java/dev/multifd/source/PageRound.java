package dev.multifd.source;

import dev.multifd.guest.DirtyBitmap;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import java.io.IOException;

/**
 * The migration thread walks from one dirty page to the next, as QEMU does ({@code
 * find_dirty_block}, {@code ram_save_target_page}).
 */
final class PageRound implements RamRound {
  private final GuestRam ram;
  private final MainThreadDetection detection;
  private final PageSink sink;

  PageRound(GuestRam ram, MainThreadDetection detection, PageSink sink) {
    this.ram = ram;
    this.detection = detection;
    this.sink = sink;
  }

  @Override
  public void send() throws IOException, InterruptedException {
    for (RamBlock block : ram.blocks()) {
      DirtyBitmap dirty = block.dirty();
      long page = dirty.nextDirty(0);
      while (page < block.pages()) {
        if (dirty.testAndClear(page)) {
          long offset = page << RamBlock.PAGE_BITS;
          if (detection.isZero(block, offset)) {
            sink.zero(block, offset);
          } else {
            sink.normal(block, offset);
          }
        }
        page = dirty.nextDirty(page + 1);
      }
    }
  }
}

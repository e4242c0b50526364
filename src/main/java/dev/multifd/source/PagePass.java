package dev.multifd.source;

import dev.multifd.guest.DirtyBitmap;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import java.io.IOException;

/**
 * The migration thread walks from one dirty page to the next, as QEMU does ({@code
 * find_dirty_block}, {@code ram_save_target_page}).
 */
final class PagePass implements RamPass {
  /** Pages between looks at the pace (QEMU: at the time every 64 pages, at the rate every page). */
  private static final int PAGES_A_LOOK = 64;

  private final GuestRam ram;
  private final MainThreadDetection detection;
  private final PageSink sink;
  private int blockIndex;
  private long nextPage;
  private long taken;

  PagePass(GuestRam ram, MainThreadDetection detection, PageSink sink) {
    this.ram = ram;
    this.detection = detection;
    this.sink = sink;
  }

  @Override
  public boolean send(Pace pace) throws IOException, InterruptedException {
    while (blockIndex < ram.blocks().size()) {
      if (!send(ram.blocks().get(blockIndex), pace)) {
        return false;
      }
      blockIndex++;
      nextPage = 0;
    }
    blockIndex = 0;
    return true;
  }

  /** Goes on in one block; whether its end was reached. */
  private boolean send(RamBlock block, Pace pace) throws IOException, InterruptedException {
    DirtyBitmap dirty = block.dirty();
    nextPage = dirty.nextDirty(nextPage);
    while (nextPage < block.pages()) {
      if (taken % PAGES_A_LOOK == 0 && !pace.mayContinue()) {
        return false;
      }
      if (dirty.testAndClear(nextPage)) {
        send(block, nextPage << RamBlock.PAGE_BITS);
      }
      nextPage = dirty.nextDirty(nextPage + 1);
    }
    return true;
  }

  private void send(RamBlock block, long offset) throws IOException, InterruptedException {
    taken++;
    if (detection.isZero(block, offset)) {
      sink.zero(block, offset);
    } else {
      sink.normal(block, offset);
    }
  }

  @Override
  public long takenPages() {
    return taken;
  }
}

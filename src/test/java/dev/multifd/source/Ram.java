package dev.multifd.source;

import dev.multifd.fixture.Pages;
import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.SystemCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small guest RAM with zero and normal pages. */
final class Ram {
  private Ram() {}

  /** Never-touched blocks {@code b0}, {@code b1} ... of these numbers of pages. */
  static GuestRam ofPages(long... pages) throws SystemCallException {
    List<BlockLayout> layout = new ArrayList<>();
    for (int i = 0; i < pages.length; i++) {
      layout.add(new BlockLayout("b" + i, pages[i] * RamBlock.PAGE_BYTES));
    }
    return GuestRam.map(layout, HugePages.NEVER);
  }

  /** Fills about half of the pages, with a single byte each. */
  static void fillHalf(GuestRam ram, long seed) {
    Random random = new Random(seed);
    for (RamBlock block : ram.blocks()) {
      for (long page = 0; page < block.pages(); page++) {
        if (random.nextBoolean()) {
          Pages.fillOneByte(block, page, random.nextInt(RamBlock.PAGE_BYTES));
        }
      }
    }
  }

  /** Marks about half of the pages dirty; returns how many. */
  static long dirtyHalf(GuestRam ram, long seed) {
    Random random = new Random(seed);
    long dirty = 0;
    for (RamBlock block : ram.blocks()) {
      for (long page = 0; page < block.pages(); page++) {
        if (random.nextBoolean()) {
          block.dirty().set(page);
          dirty++;
        }
      }
    }
    return dirty;
  }
}

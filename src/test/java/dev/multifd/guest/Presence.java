package dev.multifd.guest;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.multifd.io.Pagemap;
import dev.multifd.io.SystemCallException;
import java.io.IOException;

/** What the kernel says about guest RAM, for tests; they are skipped where it cannot say. */
final class Presence {
  private Presence() {}

  /** Pages of a block that are present and not the zero page. */
  static long pages(RamBlock block) throws IOException {
    needsPagemapScan(block);
    try (PresentPages present = PresentPages.ofKernel()) {
      return PageRuns.pages(present.within(block, 0, block.pages()));
    }
  }

  static void needsPagemapScan(RamBlock block) throws IOException {
    try (Pagemap pagemap = Pagemap.open()) {
      pagemap.dataRanges(block.memory(), (address, bytes) -> {});
    } catch (SystemCallException e) {
      abort("no PAGEMAP_SCAN here: " + e.getMessage());
    }
  }
}

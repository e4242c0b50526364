package dev.multifd.bench;

import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.io.CpuCaches;
import dev.multifd.migration.PrerequisiteException;
import java.util.OptionalLong;

/**
 * Where the scanned pages are read from, which decides what a scan costs more than any kernel does.
 * The sets of the caches lie at the beginning of a huge page, so that the TLB does not limit them.
 */
enum ScanRegime {
  /** Distinct pages that fill half of the first level's data cache. */
  L1(HugePages.ADVISED, Pages.WRITTEN),
  /** Half of the second level. */
  L2(HugePages.ADVISED, Pages.WRITTEN),
  /** Four times the second level, at most half of the third. */
  L3(HugePages.ADVISED, Pages.WRITTEN),
  /** 1 GiB in pages of 4 KiB. */
  DRAM_4K(HugePages.NEVER, Pages.WRITTEN),
  /** 1 GiB in transparent huge pages. */
  DRAM_THP(HugePages.ADVISED, Pages.WRITTEN),
  /** 64 MiB without memory before each pass: a fault for every 4 KiB. */
  NEVER_TOUCHED_4K(HugePages.NEVER, Pages.NEVER_TOUCHED),
  /** 256 MiB without memory before each pass: a fault for every 2 MiB. */
  NEVER_TOUCHED_THP(HugePages.ADVISED, Pages.NEVER_TOUCHED),
  /** 256 MiB that were read once and never written. */
  READ_TOUCHED_4K(HugePages.NEVER, Pages.READ_TOUCHED),
  /** 1 GiB that was read once and never written. */
  READ_TOUCHED_THP(HugePages.ADVISED, Pages.READ_TOUCHED);

  /** What was done to the pages before a pass. */
  enum Pages {
    WRITTEN,
    NEVER_TOUCHED,
    READ_TOUCHED
  }

  private final HugePages hugePages;
  private final Pages pages;

  ScanRegime(HugePages hugePages, Pages pages) {
    this.hugePages = hugePages;
    this.pages = pages;
  }

  HugePages hugePages() {
    return hugePages;
  }

  Pages pages() {
    return pages;
  }

  /** Whether a set of this regime is a guest's memory, large enough to hold one. */
  boolean holdsAGuest() {
    return this == DRAM_4K || this == DRAM_THP;
  }

  /**
   * Bytes of the set.
   *
   * @throws PrerequisiteException where the size of a cache is not known
   */
  long setBytes() throws PrerequisiteException {
    return switch (this) {
      case L1 -> known(CpuCaches.level1DataBytes(), 1) / 2;
      case L2 -> known(CpuCaches.level2Bytes(), 2) / 2;
      case L3 ->
          Math.min(4 * known(CpuCaches.level2Bytes(), 2), known(CpuCaches.level3Bytes(), 3) / 2);
      case DRAM_4K, DRAM_THP, READ_TOUCHED_THP -> 1L << 30;
      case NEVER_TOUCHED_THP, READ_TOUCHED_4K -> 256L << 20;
      case NEVER_TOUCHED_4K -> 64L << 20;
    };
  }

  private static long known(OptionalLong bytes, int level) throws PrerequisiteException {
    if (bytes.isEmpty()) {
      throw new PrerequisiteException(
          "the size of the level " + level + " cache is not known (getconf -a | grep CACHE)");
    }
    return bytes.getAsLong();
  }
}

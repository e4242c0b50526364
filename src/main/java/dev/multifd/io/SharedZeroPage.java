package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;

/**
 * Whether this kernel has a page of zeroes that all never-touched memory maps when it is read
 * (Linux mm/memory.c, {@code do_anonymous_page}; mm/huge_memory.c, {@code
 * do_huge_pmd_anonymous_page}). Where it has none, as in some virtual machines, a read takes memory
 * as a write does.
 */
public final class SharedZeroPage {
  private static final class Small {
    static final boolean MAPPED = probe(Advice.NOHUGEPAGE);
  }

  private static final class Huge {
    static final boolean MAPPED = probe(Advice.HUGEPAGE);
  }

  private SharedZeroPage() {}

  /** Whether reading memory of pages of 4 KiB takes no memory. */
  public static boolean backsSmallPages() {
    return Small.MAPPED;
  }

  /** Whether reading memory that may have transparent huge pages takes no memory. */
  public static boolean backsHugePages() {
    return Huge.MAPPED;
  }

  /**
   * Reads fresh memory and asks the page map; a kernel whose page map cannot tell is an old one.
   */
  private static boolean probe(Advice pages) {
    try (Mapping mapping = Mapping.anonymous(Mapping.HUGE_PAGE_BYTES);
        Pagemap pagemap = Pagemap.open()) {
      mapping.advise(pages);
      boolean[] data = {mapping.segment().get(JAVA_BYTE, 0) != 0};
      pagemap.dataRanges(mapping.segment(), (address, bytes) -> data[0] = true);
      return !data[0];
    } catch (IOException e) {
      return true;
    }
  }
}

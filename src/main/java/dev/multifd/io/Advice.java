package dev.multifd.io;

/** What {@code madvise(2)} is told about a range of memory (asm-generic/mman-common.h). */
public enum Advice {
  /** Drop the pages: the range is never-touched again. */
  DONTNEED(4),
  /** Prefer transparent huge pages. */
  HUGEPAGE(14),
  /** Never use transparent huge pages. */
  NOHUGEPAGE(15),
  /** Map the pages for reading now: absent ones become the shared zero page. Linux 5.14. */
  POPULATE_READ(22),
  /** Allocate the pages for writing now, without a fault each. Linux 5.14. */
  POPULATE_WRITE(23);

  final int value;

  Advice(int value) {
    this.value = value;
  }
}

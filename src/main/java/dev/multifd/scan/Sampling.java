package dev.multifd.scan;

/** What is looked at before a page is scanned, to have done soon with pages that are not zero. */
public enum Sampling {
  /** Nothing. */
  NONE,
  /** The first byte, the last and the middle one (QEMU, before it calls the vector routine). */
  FIRST_LAST_MIDDLE,
  /** The first 64-bit word. */
  FIRST_WORD,
  /** The last 64-bit word. */
  LAST_WORD;

  /** A scanner that samples so, and asks {@code scanner} about what might be zero. */
  public ZeroPageScanner before(ZeroPageScanner scanner) {
    return switch (this) {
      case NONE -> scanner;
      case FIRST_LAST_MIDDLE -> new FirstLastMiddle(scanner);
      case FIRST_WORD -> new FirstWord(scanner);
      case LAST_WORD -> new LastWord(scanner);
    };
  }
}

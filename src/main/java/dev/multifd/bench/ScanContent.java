package dev.multifd.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.guest.RamBlock;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/** What the scanned pages hold: how far a kernel has to read before it knows. */
enum ScanContent {
  /** Nothing but zeroes: all of every page is read. */
  ZERO,
  /** The first byte of each page is not zero. */
  BYTE_0,
  /** The second. */
  BYTE_1,
  /** The last of the first half. */
  BYTE_2047,
  /** The last of the first 4 KiB. */
  BYTE_4095,
  /** One at a random place of each page, seeded. */
  BYTE_RANDOM,
  /** An idle guest's pages: most are zero, the others mostly dense. */
  IDLE;

  private static final long SEED = 42;

  /**
   * The guest whose main block fills the set, or null where pages are filled one by one.
   *
   * @param setBytes of the set
   */
  static GuestContent idleGuest(long setBytes) {
    return new IdleGuest(IdleGuestParameters.DEFAULT.withRamBytes(setBytes).withSeed(SEED));
  }

  /** Puts the byte in every page of a set of zeroes. */
  void fill(MemorySegment set, long pageBytes) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (long page = 0; page < set.byteSize(); page += pageBytes) {
      switch (this) {
        case ZERO, IDLE -> {}
        case BYTE_0 -> set.set(JAVA_BYTE, page, (byte) 1);
        case BYTE_1 -> set.set(JAVA_BYTE, page + 1, (byte) 1);
        case BYTE_2047 -> set.set(JAVA_BYTE, page + 2047, (byte) 1);
        case BYTE_4095 -> set.set(JAVA_BYTE, page + 4095, (byte) 1);
        case BYTE_RANDOM -> set.set(JAVA_BYTE, page + random.nextLong(pageBytes), (byte) 1);
      }
    }
  }

  /** A guest's RAM in memory of its own: what the content leaves alone is written with zeroes. */
  static void loadWritten(GuestContent content, GuestRam ram) throws IOException {
    for (RamBlock block : ram.blocks()) {
      block.memory().fill((byte) 0);
    }
    content.load(ram);
  }
}

package dev.multifd.destination;

import dev.multifd.guest.RamBlock;
import dev.multifd.io.Advice;
import dev.multifd.io.Mapping;
import dev.multifd.io.SystemCallException;
import dev.multifd.wire.PacketGeometry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Lets a huge page back each 2 MiB region of which a run brings pages enough to be worth the
 * zeroing of 2 MiB, or whose first page arrives in a run of a whole packet: the run is then likely
 * to fill it. All else goes to another preparation.
 */
final class HugeForLongRuns implements Population {
  /** Each region that is advised alone splits a mapping in three, and the kernel bounds those. */
  private static final int MAX_REGIONS = 16_384;

  private static final long LONG_RUN_BYTES = PacketGeometry.X86.payloadBytes();

  private final RamBlock block;
  private final long hugeFromBytes;
  private final Population shortRuns;
  private final AtomicLongArray decided;
  private final AtomicLongArray huge;
  private final AtomicInteger hugeRegions = new AtomicInteger();

  /**
   * @param hugeFromPages pages of a region that are worth a huge page
   * @param shortRuns prepares where there is none
   */
  HugeForLongRuns(RamBlock block, int hugeFromPages, Population shortRuns) {
    this.block = block;
    this.hugeFromBytes = (long) hugeFromPages * RamBlock.PAGE_BYTES;
    this.shortRuns = shortRuns;
    int words = Math.toIntExact(((block.usedBytes() / Mapping.HUGE_PAGE_BYTES) >>> 6) + 1);
    decided = new AtomicLongArray(words);
    huge = new AtomicLongArray(words);
  }

  @Override
  public void prepare(long offset, long bytes) throws SystemCallException {
    long first = offset / Mapping.HUGE_PAGE_BYTES;
    long last = (offset + bytes - 1) / Mapping.HUGE_PAGE_BYTES;
    boolean allHuge = true;
    for (long region = first; region <= last; region++) {
      // The first run to arrive decides: a huge page can only back what is still untouched.
      if (set(decided, region) && isWorthIt(region, offset, bytes) && mayBeHuge(region)) {
        adviseHuge(region);
      }
      allHuge &= get(huge, region);
    }
    if (!allHuge) {
      shortRuns.prepare(offset, bytes);
    }
  }

  /** A kernel without huge pages, or with too many mappings already, leaves small ones. */
  private void adviseHuge(long region) {
    try {
      Mapping.advise(
          block.memory().address() + region * Mapping.HUGE_PAGE_BYTES,
          Mapping.HUGE_PAGE_BYTES,
          Advice.HUGEPAGE);
      set(huge, region);
    } catch (SystemCallException e) {
      hugeRegions.set(MAX_REGIONS);
    }
  }

  private boolean isWorthIt(long region, long offset, long bytes) {
    long begin = region * Mapping.HUGE_PAGE_BYTES;
    long from = Math.max(offset, begin);
    long to = Math.min(offset + bytes, begin + Mapping.HUGE_PAGE_BYTES);
    return to - from >= hugeFromBytes || (bytes >= LONG_RUN_BYTES && offset <= begin);
  }

  private boolean mayBeHuge(long region) {
    return (region + 1) * Mapping.HUGE_PAGE_BYTES <= block.usedBytes()
        && hugeRegions.incrementAndGet() <= MAX_REGIONS;
  }

  private static boolean get(AtomicLongArray bits, long region) {
    return (bits.get((int) (region >>> 6)) & (1L << (region & 63))) != 0;
  }

  /** Sets a bit; true if it was not set before. */
  private static boolean set(AtomicLongArray bits, long region) {
    if (get(bits, region)) {
      return false;
    }
    long bit = 1L << (region & 63);
    return (bits.getAndAccumulate((int) (region >>> 6), bit, (a, b) -> a | b) & bit) == 0;
  }
}

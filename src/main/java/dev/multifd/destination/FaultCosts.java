package dev.multifd.destination;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.multifd.guest.RamBlock;
import dev.multifd.io.Advice;
import dev.multifd.io.Mapping;
import dev.multifd.io.SystemCallException;
import java.util.Arrays;

/**
 * What never-touched memory costs on this machine until it is written. It differs much between
 * machines: where a hypervisor shadows page tables, a page of 4 KiB may cost 8 us.
 *
 * @param smallNs nanoseconds until a populated page of 4 KiB is written
 * @param hugeNs nanoseconds until each page of a populated 2 MiB page is written
 */
record FaultCosts(double smallNs, double hugeNs) {
  private static final int PASSES = 3;
  private static final int REGIONS = 8;
  private static final int PAGES_PER_HUGE_PAGE =
      (int) (Mapping.HUGE_PAGE_BYTES / RamBlock.PAGE_BYTES);

  private static final class Host {
    static final FaultCosts COSTS = measure();
  }

  /** This machine's, measured when they are first asked for: some milliseconds. */
  static FaultCosts ofHost() {
    return Host.COSTS;
  }

  /** Pages of 4 KiB that cost as much as one huge page; at most as many as it has. */
  int breakEvenPages() {
    return (int) Math.clamp(Math.ceil(hugeNs / smallNs), 1, PAGES_PER_HUGE_PAGE);
  }

  /** A kernel that cannot populate, or has no huge pages, never breaks even. */
  private static FaultCosts measure() {
    try {
      return new FaultCosts(
          measure(Advice.NOHUGEPAGE, 1) / PAGES_PER_HUGE_PAGE, measure(Advice.HUGEPAGE, REGIONS));
    } catch (SystemCallException e) {
      return new FaultCosts(1, PAGES_PER_HUGE_PAGE);
    }
  }

  /** Nanoseconds for 2 MiB; the median, since the first pass may be the host's first, too. */
  private static double measure(Advice pages, int regions) throws SystemCallException {
    double[] passesNs = new double[PASSES];
    try (Mapping mapping = Mapping.anonymous(regions * Mapping.HUGE_PAGE_BYTES)) {
      mapping.advise(pages);
      for (int pass = 0; pass < PASSES; pass++) {
        long startNs = System.nanoTime();
        mapping.advise(Advice.POPULATE_WRITE);
        for (long at = 0; at < mapping.segment().byteSize(); at += RamBlock.PAGE_BYTES) {
          mapping.segment().set(JAVA_BYTE, at, (byte) 1);
        }
        passesNs[pass] = (double) (System.nanoTime() - startNs) / regions;
        mapping.advise(Advice.DONTNEED);
      }
    }
    Arrays.sort(passesNs);
    return passesNs[PASSES / 2];
  }
}

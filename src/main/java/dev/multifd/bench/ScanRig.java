package dev.multifd.bench;

import com.sun.management.ThreadMXBean;
import dev.multifd.evidence.Check;
import dev.multifd.io.Mapping;
import dev.multifd.io.Residency;
import dev.multifd.io.ThreadUsage;
import dev.multifd.migration.ParameterText;
import dev.multifd.migration.PrerequisiteException;
import dev.multifd.scan.ScannerKind;
import dev.multifd.scan.ZeroPageScanner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Scans a set, batch by batch in turns with what it is held against: one byte a page, the plain
 * read stream and the 64-bit loop, eight words at a time. All go over the same pages, so that a
 * machine whose speed drifts drifts under all of them.
 */
final class ScanRig {
  private static final ScannerKind YARDSTICK = ScannerKind.LONGS8;
  private static final long BATCH_BYTES = 16L << 20;

  /** Those of a shot that are the JVM's own, at most: of its profiles and its heap. */
  private static final long JVM_FAULTS = 200;

  private static final double LEAST_PERCENT_OF_LONGS = 90;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ScannerKind kind;
  private final ZeroPageScanner kernel;
  private final ZeroPageScanner yardstick = YARDSTICK.create();
  private final ScanSet set;
  private final long passesPerBatch;

  private long passes;
  private long batches;
  private long touchedBits;
  private long zeroReads;
  private long longsFound;
  private long found;
  private ScanTime touchTime = new ScanTime();
  private ScanTime readTime = new ScanTime();
  private ScanTime longsTime = new ScanTime();
  private ScanTime kernelTime = new ScanTime();
  private long faults;
  private long allocatedBytes;

  ScanRig(ScannerKind kind, ScanSet set) {
    this.kind = kind;
    this.kernel = kind.create();
    this.set = set;
    this.passesPerBatch =
        set.regime().pages() == ScanRegime.Pages.NEVER_TOUCHED
            ? 1
            : Math.max(1, BATCH_BYTES / set.memory().byteSize());
  }

  /**
   * Scans for so long, and at least one batch.
   *
   * @return zero pages found in all passes
   * @throws PrerequisiteException if the machine does not give the memory that the regime says
   */
  long shot(long durationNs, ScanCounters counters) throws IOException {
    reset();
    long endNs = System.nanoTime() + durationNs;
    do {
      touch();
      read();
      longs();
      scan();
      batches++;
    } while (System.nanoTime() < endNs);
    passes = batches * passesPerBatch;
    Residency residency = set.residency();
    requireRegime(residency);
    fill(counters, residency);
    return found;
  }

  private void reset() {
    batches = 0;
    touchedBits = 0;
    zeroReads = 0;
    longsFound = 0;
    found = 0;
    touchTime = new ScanTime();
    readTime = new ScanTime();
    longsTime = new ScanTime();
    kernelTime = new ScanTime();
    faults = 0;
    allocatedBytes = 0;
  }

  private void touch() throws IOException {
    set.prepare();
    touchTime.start();
    touchedBits |= ReadStream.touch(set.memory(), set.pageBytes(), passesPerBatch);
    touchTime.stop();
  }

  private void read() throws IOException {
    set.prepare();
    readTime.start();
    long notZero = ReadStream.read(set.memory(), passesPerBatch);
    readTime.stop();
    zeroReads += notZero == 0 ? 1 : 0;
  }

  private void longs() throws IOException {
    set.prepare();
    longsTime.start();
    longsFound += ScanPasses.yardstick(yardstick, set.memory(), set.pageBytes(), passesPerBatch);
    longsTime.stop();
  }

  private void scan() throws IOException {
    set.prepare();
    ThreadUsage before = ThreadUsage.now();
    long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    kernelTime.start();
    found += ScanPasses.kernel(kernel, set.memory(), set.pageBytes(), passesPerBatch);
    kernelTime.stop();
    allocatedBytes += THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
    faults += ThreadUsage.now().since(before).minorFaults();
  }

  /**
   * Scans for at least so long, and then on until the kernel takes no heap, which it does until the
   * JIT has compiled it, or until the time is up.
   */
  void warmUp(long leastNs, long mostNs) throws IOException {
    long startNs = System.nanoTime();
    long tookNs;
    do {
      shot(leastNs / 4, new ScanCounters());
      tookNs = System.nanoTime() - startNs;
    } while (tookNs < leastNs || (allocatedBytes > 0 && tookNs < mostNs));
  }

  /** What the last shot's scans had to answer, and what they did. */
  List<Check> answers() {
    long expected = passes * set.zeroPages();
    boolean isZero = set.zeroPages() == set.pages();
    List<Check> checks = new ArrayList<>();
    checks.add(Check.equal("zero pages found = zero pages there", found, expected));
    checks.add(
        Check.equal("zero pages of the 64-bit loop = zero pages there", longsFound, expected));
    checks.add(
        Check.equal("reads of nothing but zeroes = those there", zeroReads, isZero ? batches : 0));
    if (isZero) {
      checks.add(Check.equal("first bytes of zero pages = 0", touchedBits, 0));
    }
    return List.copyOf(checks);
  }

  /**
   * Holds the last shot, made by a warm JVM, against what must be true of it then: the memory is
   * that of the regime, no kernel takes heap, and no vector kernel that reads whole pages from the
   * first level's cache is slower there than nine tenths of the 64-bit loop.
   */
  List<Check> steadyState() {
    long pages = passes * set.pages();
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "page faults are those of " + ParameterText.of(set.regime()),
            faultsAreOfTheRegime(),
            faults + " in " + pages + " pages of " + set.pageBytes() + " bytes"));
    checks.add(
        new Check(
            "no heap is taken",
            allocatedBytes < pages,
            allocatedBytes + " bytes in " + pages + " pages"));
    if (set.regime() == ScanRegime.L1 && set.zeroPages() == set.pages() && isVector()) {
      double percent = 100.0 * longsTime.fastestNs() / kernelTime.fastestNs();
      checks.add(
          new Check(
              "vectors keep up with the 64-bit loop",
              percent >= LEAST_PERCENT_OF_LONGS,
              Math.round(percent) + " % of its speed"));
    }
    return List.copyOf(checks);
  }

  private boolean isVector() {
    return switch (kind.resolved()) {
      case VECTOR128, VECTOR256, VECTOR512 -> true;
      case BEST, BYTES, LONGS, LONGS8, MISMATCH, MEMCMP -> false;
    };
  }

  private boolean faultsAreOfTheRegime() {
    long bytes = passes * set.memory().byteSize();
    long small = bytes / 4096;
    long huge = bytes / Mapping.HUGE_PAGE_BYTES;
    return switch (set.regime()) {
      case L1, L2, L3, DRAM_4K, DRAM_THP, READ_TOUCHED_4K, READ_TOUCHED_THP ->
          faults <= small / 100 + JVM_FAULTS;
      case NEVER_TOUCHED_4K -> faults >= small - small / 10;
      case NEVER_TOUCHED_THP -> faults >= huge - huge / 10 && faults <= small / 10 + JVM_FAULTS;
    };
  }

  private void requireRegime(Residency residency) throws PrerequisiteException {
    long bytes = set.memory().byteSize();
    boolean resident =
        set.regime().pages() != ScanRegime.Pages.WRITTEN || residency.residentBytes() >= bytes;
    boolean huge =
        set.regime() != ScanRegime.DRAM_THP
            || residency.hugeBytes() >= bytes - bytes / 10 - Mapping.HUGE_PAGE_BYTES;
    if (!resident || !huge) {
      throw new PrerequisiteException(
          "the memory is not "
              + ParameterText.of(set.regime())
              + ": of "
              + bytes
              + " bytes "
              + residency.residentBytes()
              + " are resident, "
              + residency.hugeBytes()
              + " of them in huge pages; free memory, and see"
              + " /sys/kernel/mm/transparent_hugepage/enabled");
    }
  }

  private void fill(ScanCounters counters, Residency residency) {
    double pages = (double) passes * set.pages();
    double bytes = pages * set.pageBytes();
    double kernelNs = kernelTime.totalNs();
    counters.nsPerPage = kernelNs / pages;
    counters.gbPerS = bytes / kernelNs;
    counters.readGbPerS = bytes / readTime.totalNs();
    counters.touchNsPerPage = touchTime.totalNs() / pages;
    counters.percentOfRead = 100.0 * readTime.totalNs() / kernelNs;
    counters.percentOfLongs = 100.0 * longsTime.totalNs() / kernelNs;
    counters.setBytes = set.memory().byteSize();
    counters.residentBytes = residency.residentBytes();
    counters.hugeBytes = residency.hugeBytes();
    counters.faults = (double) faults / passes;
    counters.allocatedBytes = (double) allocatedBytes / passes;
  }
}

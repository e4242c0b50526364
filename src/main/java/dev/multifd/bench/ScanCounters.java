package dev.multifd.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a shot of scans measured; the score of JMH is the whole shot, yardsticks included. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class ScanCounters {
  /** Time of the kernel for one page: what cells are compared by. */
  public double nsPerPage;

  /** Bytes that the kernel disposes of in a second, in units of 10^9. */
  public double gbPerS;

  /** Ceiling: the same of a plain read stream over the same set. */
  public double readGbPerS;

  /** Ceiling: one byte of each page is read; where pages were never touched, that is the fault. */
  public double touchNsPerPage;

  /** The kernel's speed in percent of the plain read stream's over the same set. */
  public double percentOfRead;

  /** The kernel's speed in percent of the 64-bit loop's, eight words at a time. */
  public double percentOfLongs;

  public double setBytes;

  /** Resident after the kernel's last pass. */
  public double residentBytes;

  /** What of it is in transparent huge pages. */
  public double hugeBytes;

  /** Page faults of one pass of the kernel. */
  public double faults;

  /** Heap that the kernel took in one pass. */
  public double allocatedBytes;
}

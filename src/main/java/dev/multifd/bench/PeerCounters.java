package dev.multifd.bench;

import dev.multifd.peer.PeerReport;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a migration between two programs reports beside its time; a name ends with its unit. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class PeerCounters {
  /** The source's {@code total time}; a QEMU's is in whole milliseconds. */
  public double totalMs;

  public double setupMs;
  public double downtimeMs;
  public double normalPages;
  public double zeroPages;
  public double transferredBytes;

  /** Of a QEMU its whole process, to 10 ms; of this JVM the threads of that end. */
  public double sourceCpuMs;

  public double destinationCpuMs;

  void take(PeerReport report) {
    totalMs = report.totalMs();
    setupMs = report.setupMs();
    downtimeMs = report.downtimeMs();
    normalPages = report.normalPages();
    zeroPages = report.zeroPages();
    transferredBytes = report.transferredBytes();
    sourceCpuMs = report.sourceCpuMs();
    destinationCpuMs = report.destinationCpuMs();
  }
}

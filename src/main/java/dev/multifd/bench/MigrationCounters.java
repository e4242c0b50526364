package dev.multifd.bench;

import dev.multifd.counters.Phase;
import dev.multifd.migration.MigrationReport;
import dev.multifd.source.PresenceReport;
import dev.multifd.source.SourceReport;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a migration reports beside its time; a field's name ends with its unit. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class MigrationCounters {
  public double totalMs;
  public double setupMs;
  public double downtimeMs;
  public double normalPages;
  public double zeroPages;
  public double transferredBytes;
  public double multifdBytes;

  /** Of the multifd bytes, those of pages, compressed or not. */
  public double payloadBytes;

  public double precopyBytes;
  public double downtimeBytes;
  public double dataPackets;
  public double writeCalls;
  public double shortWriteCalls;

  /** IOV entries that the write calls were given. */
  public double writeEntries;

  /** Calls that asked for zero copy and were copied. */
  public double copiedCalls;

  public double readCalls;
  public double sendLatencyP50Us;
  public double sendLatencyP99Us;
  public double syncLatencyMaxUs;
  public double presenceMapMs;
  public double pagesNotRead;
  public double sourceMainCpuMs;
  public double sourceChannelsCpuMs;
  public double destinationMainCpuMs;
  public double destinationChannelsCpuMs;

  /** CPU of all threads of the source for a GiB that its sockets took. */
  public double sourceCpuMsPerGib;

  /** CPU of all threads of the destination for a GiB that its sockets gave. */
  public double destinationCpuMsPerGib;

  public double sourceFaults;
  public double destinationFaults;

  void take(MigrationReport report) {
    SourceReport s = report.source();
    totalMs = s.totalNs() / 1e6;
    setupMs = s.setupNs() / 1e6;
    downtimeMs = s.downtimeNs() / 1e6;
    normalPages = s.normalPages();
    zeroPages = s.zeroPages();
    transferredBytes = s.transferredBytes();
    multifdBytes = s.multifdBytes();
    payloadBytes = s.payloadBytes();
    precopyBytes = s.bytesByPhase().getOrDefault(Phase.PRECOPY, 0L);
    downtimeBytes = s.bytesByPhase().getOrDefault(Phase.DOWNTIME, 0L);
    dataPackets = s.packets();
    writeCalls = s.writeCalls();
    shortWriteCalls = s.shortWrites();
    writeEntries = s.writtenEntries();
    copiedCalls = s.copiedZeroCopies();
    readCalls = report.destination().readCalls();
    sendLatencyP50Us = s.sendLatency().getValueAtPercentile(50) / 1e3;
    sendLatencyP99Us = s.sendLatency().getValueAtPercentile(99) / 1e3;
    syncLatencyMaxUs = s.syncLatency().getMaxValue() / 1e3;
    presenceMapMs = s.presence().map(PresenceReport::takingNs).orElse(0L) / 1e6;
    pagesNotRead = s.presence().map(PresenceReport::pagesNotRead).orElse(0L);
    sourceMainCpuMs = s.mainThread().cpuNs() / 1e6;
    sourceChannelsCpuMs = s.channelThreads().cpuNs() / 1e6;
    destinationMainCpuMs = report.destination().mainThread().cpuNs() / 1e6;
    destinationChannelsCpuMs = report.destination().channelThreads().cpuNs() / 1e6;
    double gib = s.transferredBytes() / (double) (1 << 30);
    sourceCpuMsPerGib = (sourceMainCpuMs + sourceChannelsCpuMs) / gib;
    destinationCpuMsPerGib = (destinationMainCpuMs + destinationChannelsCpuMs) / gib;
    sourceFaults = s.mainThread().minorFaults() + s.channelThreads().minorFaults();
    destinationFaults =
        report.destination().mainThread().minorFaults()
            + report.destination().channelThreads().minorFaults();
  }
}

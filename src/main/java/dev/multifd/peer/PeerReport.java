package dev.multifd.peer;

/**
 * One migration between two programs.
 *
 * @param source what the source says of it
 * @param destinationCpuMs of the destination's threads; of a QEMU's whole process, to 10 ms
 */
public record PeerReport(Departure source, double destinationCpuMs) {
  /** As {@code info migrate} has it at the source. */
  public double totalMs() {
    return source.totalMs();
  }

  /** Before the first page. */
  public double setupMs() {
    return source.setupMs();
  }

  /** With the guest stopped. */
  public double downtimeMs() {
    return source.downtimeMs();
  }

  /** Pages sent whole. */
  public long normalPages() {
    return source.normalPages();
  }

  /** Pages sent as zero. */
  public long zeroPages() {
    return source.zeroPages();
  }

  /** Bytes on all channels. */
  public long transferredBytes() {
    return source.transferredBytes();
  }

  /** CPU time of the source. */
  public double sourceCpuMs() {
    return source.cpuMs();
  }
}

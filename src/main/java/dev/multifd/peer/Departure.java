package dev.multifd.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multifd.source.SourceReport;

/**
 * What a source says of its migration.
 *
 * @param totalMs as {@code info migrate} has it; a QEMU's is in whole milliseconds
 * @param setupMs of it, before the first page
 * @param downtimeMs of it, with the guest stopped
 * @param normalPages sent whole
 * @param zeroPages sent as zero
 * @param transferredBytes on all channels
 * @param cpuMs of all its threads; of a QEMU's whole process, to 10 ms
 */
record Departure(
    double totalMs,
    double setupMs,
    double downtimeMs,
    long normalPages,
    long zeroPages,
    long transferredBytes,
    double cpuMs) {

  static Departure of(SourceReport report) {
    return new Departure(
        report.totalNs() / 1e6,
        report.setupNs() / 1e6,
        report.downtimeNs() / 1e6,
        report.normalPages(),
        report.zeroPages(),
        report.transferredBytes(),
        report.mainThread().plus(report.channelThreads()).cpuNs() / 1e6);
  }

  /**
   * @param info what {@code query-migrate} returned
   */
  static Departure of(JsonNode info, double cpuMs) {
    JsonNode ram = info.path("ram");
    return new Departure(
        info.path("total-time").asDouble(),
        info.path("setup-time").asDouble(),
        info.path("downtime").asDouble(),
        ram.path("normal").asLong(),
        ram.path("duplicate").asLong(),
        ram.path("transferred").asLong(),
        cpuMs);
  }
}

package dev.multifd.migration;

import dev.multifd.destination.DestinationReport;
import dev.multifd.source.SourceReport;

/**
 * A completed migration, seen from both ends.
 *
 * @param channels multifd channels; 0 was precopy
 */
public record MigrationReport(int channels, SourceReport source, DestinationReport destination) {
  /** Time from the start until the destination had loaded everything, in milliseconds. */
  public double totalMs() {
    return source.totalNs() / 1e6;
  }
}

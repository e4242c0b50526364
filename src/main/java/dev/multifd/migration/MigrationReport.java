package dev.multifd.migration;

import dev.multifd.destination.DestinationReport;
import dev.multifd.source.SourceReport;
import java.util.Optional;

/**
 * A completed migration, seen from both ends.
 *
 * @param channels multifd channels; 0 was precopy
 * @param guest how fast its writers were, if it has any
 */
public record MigrationReport(
    int channels, SourceReport source, DestinationReport destination, Optional<GuestWork> guest) {
  /** Of a guest that is paused, or not watched. */
  public MigrationReport(int channels, SourceReport source, DestinationReport destination) {
    this(channels, source, destination, Optional.empty());
  }

  MigrationReport with(Optional<GuestWork> work) {
    return new MigrationReport(channels, source, destination, work);
  }

  /** How long the guest ran meanwhile. */
  long runningNs() {
    return source.totalNs() - source.downtimeNs();
  }

  /** Time from the start until the destination had loaded everything, in milliseconds. */
  public double totalMs() {
    return source.totalNs() / 1e6;
  }
}

package dev.multifd.migration;

import dev.multifd.destination.Arrival;
import dev.multifd.destination.DestinationOptions;
import dev.multifd.destination.DestinationReport;
import dev.multifd.destination.MigrationDestination;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.source.MigrationSource;
import dev.multifd.source.NotConverged;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.SourceOutcome;
import dev.multifd.source.SourceProgress;
import dev.multifd.source.SourceReport;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A migration with both ends in this process, over real sockets. */
public final class LocalMigration {
  private final GuestRam from;
  private final GuestRam to;
  private final DirtyTracker tracker;
  private final VirtualCpus cpus;
  private final SourceOptions options;
  private final Arrival arrival;
  private final Transport transport;
  private volatile @Nullable MigrationSource running;

  /**
   * @param from the guest
   * @param to RAM of the same layout; pages that are zero in the guest were never touched
   * @param tracker learns what the guest writes
   * @param cpus the guest's writers
   * @param arrival how pages get into {@code to}
   */
  public LocalMigration(
      GuestRam from,
      GuestRam to,
      DirtyTracker tracker,
      VirtualCpus cpus,
      SourceOptions options,
      Arrival arrival,
      Transport transport) {
    this.from = from;
    this.to = to;
    this.tracker = tracker;
    this.cpus = cpus;
    this.options = options;
    this.arrival = arrival;
    this.transport = transport;
  }

  /**
   * Migrates.
   *
   * @throws NotConvergedException if the guest dirtied too fast for the limits
   * @throws MigrationException with the failure that came first, of either end
   */
  public MigrationReport run() throws IOException, InterruptedException {
    DestinationOptions destinationOptions =
        new DestinationOptions(
            options.channels(),
            options.stream().vm(),
            options.compression().method(),
            false,
            arrival,
            options.timeout());
    try (MigrationDestination destination =
        new MigrationDestination(to, destinationOptions, transport.endpoint())) {
      FutureTask<DestinationReport> incoming = new FutureTask<>(destination::run);
      Thread thread = Thread.ofPlatform().name("destination").daemon().start(incoming);
      try {
        MigrationSource source = new MigrationSource(from, tracker, cpus, options);
        running = source;
        SourceOutcome outcome = source.run(destination.endpoint());
        return switch (outcome) {
          case SourceReport sent ->
              new MigrationReport(options.channels(), sent, resultOf(incoming));
          case NotConverged stopped -> {
            destination.cancel("the source gave up");
            throw new NotConvergedException(stopped);
          }
        };
      } catch (MigrationException e) {
        destination.cancel("the source failed");
        throw first(e, incoming);
      } finally {
        thread.interrupt();
        thread.join();
      }
    }
  }

  /** How far it is; null before it has begun. Any thread may ask. */
  public @Nullable SourceProgress progress() {
    MigrationSource source = running;
    return source == null ? null : source.progress();
  }

  private static DestinationReport resultOf(FutureTask<DestinationReport> incoming)
      throws MigrationException, InterruptedException {
    try {
      return incoming.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MigrationException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static MigrationException first(
      MigrationException source, FutureTask<DestinationReport> incoming)
      throws InterruptedException {
    try {
      resultOf(incoming);
      return source;
    } catch (MigrationException destination) {
      return destination.occurredNs() < source.occurredNs() ? destination : source;
    }
  }
}

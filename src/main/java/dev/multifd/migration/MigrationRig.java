package dev.multifd.migration;

import dev.multifd.destination.Arrival;
import dev.multifd.destination.PopulationPolicy;
import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.CpuAffinity;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.SourceProgress;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A guest that is migrated again and again, each time into new RAM. What costs time but is no
 * migration, making memory ready before and proving afterwards, is apart from {@link #migrate}.
 */
public final class MigrationRig implements AutoCloseable {
  private final GuestContent content;
  private final GuestLife life;
  private final SourceOptions options;
  private final Arrival arrival;
  private final Transport transport;
  private final BothEnds ram;
  private volatile @Nullable LocalMigration running;

  /**
   * Makes the guest.
   *
   * @throws PrerequisiteException if the machine has too little memory for both ends
   * @throws IOException if the content cannot be loaded
   */
  MigrationRig(
      GuestContent content,
      GuestLife life,
      RamState state,
      SourceOptions options,
      Arrival arrival,
      Transport transport)
      throws IOException {
    this.content = content;
    this.life = life;
    this.options = options;
    this.arrival = arrival;
    this.transport = transport;
    this.ram =
        new BothEnds(
            content,
            state,
            sourceResidentBytes(content, state.sourceHugePages(), options),
            destinationResidentBytes(content, options, arrival.population()));
  }

  /** What the source will take: no more than is loaded if what is absent is not read. */
  private static long sourceResidentBytes(
      GuestContent content, HugePages hugePages, SourceOptions options) throws IOException {
    try (PresenceKind.Choice presence = options.presence().open()) {
      return presence.tells()
          ? content.loadedBytes(hugePages)
          : content.sourceResidentBytes(hugePages);
    }
  }

  /** What the destination will take: all of RAM if nobody looks for zero pages. */
  private static long destinationResidentBytes(
      GuestContent content, SourceOptions options, PopulationPolicy population) {
    return options.detection() == ZeroPageDetection.NONE
        ? content.totalPages() * RamBlock.PAGE_BYTES
        : content.destinationResidentBytes(population.hugeFromPages());
  }

  /** One line on the guest, for people. */
  public String describe() {
    return content.describe();
  }

  /** Makes both ends' memory ready for {@link #migrate}, and lets the guest live in it. */
  public void prepare() throws IOException, InterruptedException {
    life.end();
    ram.prepare();
    life.begin(ram.source());
  }

  /**
   * Migrates once. {@link #prepare} comes before, {@link #prove} after.
   *
   * @throws NotConvergedException if the guest dirtied too fast for the limits
   */
  public MigrationReport migrate() throws IOException, InterruptedException {
    LocalMigration migration =
        new LocalMigration(
            ram.source(),
            ram.destination(),
            life.tracker(),
            life.cpus(),
            options,
            arrival,
            transport);
    running = migration;
    try (CpuAffinity _ = life.migrating()) {
      MigrationReport report = migration.run();
      return report.with(life.work(report.runningNs()));
    } catch (NotConvergedException e) {
      throw e.with(life.work(e.outcome().elapsedNs()));
    }
  }

  /** One line on how far the migration is; empty if there is none. Any thread may ask. */
  public String progress() {
    LocalMigration migration = running;
    SourceProgress now = migration == null ? null : migration.progress();
    return now == null ? "" : InfoMigrate.progress(now, content.totalPages());
  }

  /** Checks what the last migration left, and discards it. */
  public MigrationProof prove(MigrationReport report) throws IOException {
    MigrationProof proof =
        MigrationProof.of(report, content, ram.destination()).with(life.checks(report));
    ram.discardDestination();
    return proof;
  }

  @Override
  public void close() {
    life.end();
    ram.close();
  }
}

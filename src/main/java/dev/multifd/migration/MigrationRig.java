package dev.multifd.migration;

import dev.multifd.destination.PopulationPolicy;
import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.InsufficientMemoryException;
import dev.multifd.guest.MemoryBudget;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.io.Advice;
import dev.multifd.io.Mapping;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.SourceProgress;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A guest that is migrated again and again, each time into fresh RAM. What costs time but is no
 * migration, making memory ready before and proving afterwards, is apart from {@link #migrate}.
 */
public final class MigrationRig implements AutoCloseable {
  private final GuestContent content;
  private final SourceOptions options;
  private final PopulationPolicy population;
  private final Transport transport;
  private final GuestRam source;
  private @Nullable GuestRam destination;
  private volatile @Nullable LocalMigration running;

  /**
   * Makes the guest.
   *
   * @throws PrerequisiteException if the machine has too little memory for both ends
   * @throws IOException if the content cannot be loaded
   */
  public MigrationRig(
      GuestContent content, SourceOptions options, PopulationPolicy population, Transport transport)
      throws IOException {
    this.content = content;
    this.options = options;
    this.population = population;
    this.transport = transport;
    try {
      MemoryBudget.ofHost()
          .check(content.sourceResidentBytes(HugePages.ADVISED), destinationResidentBytes());
    } catch (InsufficientMemoryException e) {
      throw new PrerequisiteException(String.valueOf(e.getMessage()));
    }
    source = GuestRam.map(content.layout(), HugePages.ADVISED);
    try {
      content.load(source);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** One line on the guest, for people. */
  public String describe() {
    return content.describe();
  }

  /**
   * Makes both ends' memory ready for {@link #migrate}.
   *
   * <p>Memory that a virtual machine has freed may have gone back to its host, and comes from there
   * again at several times the cost. So as much as the destination will need is touched and freed
   * just before: what is timed is memory that the host has backed.
   */
  public void prepare() throws IOException {
    discardDestination();
    content.restore(source);
    try (Mapping touched = Mapping.anonymous(destinationResidentBytes())) {
      touched.advise(Advice.HUGEPAGE);
      touched.advise(Advice.POPULATE_WRITE);
    }
    destination = GuestRam.map(content.layout(), HugePages.NEVER);
  }

  /** What the destination will take: all of RAM if nobody looks for zero pages. */
  private long destinationResidentBytes() {
    return options.detection() == ZeroPageDetection.NONE
        ? content.totalPages() * RamBlock.PAGE_BYTES
        : content.destinationResidentBytes();
  }

  /** Migrates once. {@link #prepare} comes before, {@link #prove} after. */
  public MigrationReport migrate() throws IOException, InterruptedException {
    LocalMigration migration =
        new LocalMigration(
            source,
            prepared(),
            new SoftwareDirtyTracker(),
            VirtualCpus.IDLE,
            options,
            population,
            transport);
    running = migration;
    return migration.run();
  }

  /** One line on how far the migration is; empty if there is none. Any thread may ask. */
  public String progress() {
    LocalMigration migration = running;
    SourceProgress now = migration == null ? null : migration.progress();
    return now == null ? "" : InfoMigrate.progress(now, content.totalPages());
  }

  /** Checks what the last migration left, and discards it. */
  public MigrationProof prove(MigrationReport report) throws IOException {
    boolean looked = options.detection() != ZeroPageDetection.NONE;
    MigrationProof proof =
        MigrationProof.of(report, content, prepared())
            .expectingNormalPages(looked ? content.nonZeroPages() : content.totalPages(), report);
    discardDestination();
    return proof;
  }

  private GuestRam prepared() {
    GuestRam ram = destination;
    if (ram == null) {
      throw new IllegalStateException("prepare() comes first");
    }
    return ram;
  }

  private void discardDestination() {
    GuestRam ram = destination;
    if (ram != null) {
      ram.close();
      destination = null;
    }
  }

  @Override
  public void close() {
    discardDestination();
    source.close();
  }
}

package dev.multifd.migration;

import dev.multifd.destination.PopulationPolicy;
import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.InsufficientMemoryException;
import dev.multifd.guest.MemoryBudget;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.source.MigrationSource;
import dev.multifd.source.SourceOptions;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A guest that is migrated again and again, each time into fresh RAM. What costs time but is no
 * migration, making memory ready before and proving afterwards, is apart from {@link #migrate}.
 */
public final class MigrationRig implements AutoCloseable {
  private final GuestContent content;
  private final SourceOptions options;
  private final Transport transport;
  private final GuestRam source;
  private @Nullable GuestRam destination;

  /**
   * Makes the guest.
   *
   * @throws PrerequisiteException if the machine has too little memory for both ends
   * @throws IOException if the content cannot be loaded
   */
  public MigrationRig(GuestContent content, SourceOptions options, Transport transport)
      throws IOException {
    this.content = content;
    this.options = options;
    this.transport = transport;
    try {
      MemoryBudget.ofHost().check(content, HugePages.ADVISED, HugePages.ADVISED);
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

  /** Makes both ends' memory ready for {@link #migrate}. */
  public void prepare() throws IOException {
    discardDestination();
    content.restore(source);
    destination = GuestRam.map(content.layout(), HugePages.NEVER);
  }

  /** Migrates once. {@link #prepare} comes before, {@link #prove} after. */
  public MigrationReport migrate() throws IOException, InterruptedException {
    return migrate(started -> {});
  }

  /**
   * Migrates once.
   *
   * @param started is given the source before it begins, to watch its progress
   */
  public MigrationReport migrate(Consumer<MigrationSource> started)
      throws IOException, InterruptedException {
    return new LocalMigration(
            source,
            prepared(),
            new SoftwareDirtyTracker(),
            VirtualCpus.IDLE,
            options,
            PopulationPolicy.ADAPTIVE,
            transport)
        .run(started);
  }

  /** Checks what the last migration left, and discards it. */
  public MigrationProof prove(MigrationReport report) throws IOException {
    MigrationProof proof = MigrationProof.of(report, content, prepared());
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

package dev.multifd.migration.capture;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.InsufficientMemoryException;
import dev.multifd.guest.MemoryBudget;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.io.Errno;
import dev.multifd.io.SystemCallException;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.migration.InfoMigrate;
import dev.multifd.migration.NotConvergedException;
import dev.multifd.migration.PrerequisiteException;
import dev.multifd.migration.ProofFailedException;
import dev.multifd.source.MigrationSource;
import dev.multifd.source.NotConverged;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.SourceReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends a captured guest to a QEMU that waits for one, or to our own receiver, once or again and
 * again. Closing unmaps its RAM.
 */
public final class Sender implements AutoCloseable {
  private static final Duration BETWEEN_CONNECTS = Duration.ofMillis(50);
  private static final Set<Integer> NOBODY_LISTENS = Set.of(Errno.ECONNREFUSED, Errno.ENOENT);

  private final StoredGuest guest;
  private final GuestRam ram;
  private volatile @Nullable MigrationSource running;

  private Sender(StoredGuest guest, GuestRam ram) {
    this.guest = guest;
    this.ram = ram;
  }

  /**
   * Maps a guest's RAM, with huge pages advised, and reads it from its files.
   *
   * @throws PrerequisiteException if the machine has too little memory
   * @throws IOException if the files cannot be read
   */
  public static Sender load(StoredGuest guest) throws IOException {
    HugePages hugePages = HugePages.ADVISED;
    try {
      MemoryBudget.ofHost().check(guest.content().sourceResidentBytes(hugePages), 0);
    } catch (InsufficientMemoryException e) {
      throw new PrerequisiteException(String.valueOf(e.getMessage()));
    }
    GuestRam ram = GuestRam.map(guest.content().layout(), hugePages);
    try {
      guest.content().load(ram);
      return new Sender(guest, ram);
    } catch (IOException | RuntimeException e) {
      ram.close();
      throw e;
    }
  }

  /**
   * Sends the guest. Before that, and outside of the time that is reported, its pages that nobody
   * ever touched become such again, and a destination that does not listen yet is waited for.
   *
   * @throws MigrationException saying where and why it failed, and what the destination must be
   * @throws NotConvergedException if the time limit came first
   * @throws InterruptedException if the caller was interrupted: the migration is cancelled
   */
  public SourceReport send(SendOptions options) throws IOException, InterruptedException {
    guest.content().restore(ram);
    SourceOptions source = options.sourceOf(guest);
    long fromNs = System.nanoTime();
    while (true) {
      try {
        return send(source, options);
      } catch (MigrationException e) {
        if (!nobodyListens(e)) {
          throw new MigrationException(
              e.getMessage() + " (" + new DestinationSetup(guest, options).requirements() + ")", e);
        }
        if (System.nanoTime() - fromNs >= options.connectTimeout().toNanos()) {
          throw new MigrationException(
              "nobody listens at "
                  + options.to()
                  + ": start the destination first, with -incoming (--connect-timeout waits"
                  + " longer than "
                  + options.connectTimeout().toMillis()
                  + " ms)",
              e);
        }
        Thread.sleep(BETWEEN_CONNECTS);
      }
    }
  }

  private SourceReport send(SourceOptions source, SendOptions options)
      throws IOException, InterruptedException {
    MigrationSource migration =
        new MigrationSource(ram, new SoftwareDirtyTracker(), VirtualCpus.IDLE, source);
    running = migration;
    return switch (migration.run(options.to())) {
      case SourceReport sent -> sent;
      case NotConverged stopped -> throw new NotConvergedException(stopped);
    };
  }

  /** Whether the first connection was refused, and nothing else has happened. */
  private static boolean nobodyListens(MigrationException failure) {
    return failure.getCause() instanceof SystemCallException call
        && call.call().equals("connect")
        && NOBODY_LISTENS.contains(call.errno());
  }

  /** One line on how far it is; empty before it has begun. Any thread may ask. */
  public String progress() {
    MigrationSource source = running;
    return source == null ? "" : InfoMigrate.progress(source.progress(), ram.totalPages());
  }

  /**
   * How to start the destination and what to type at its monitor, for people.
   *
   * @throws PrerequisiteException if its host has no address
   */
  public String invitation(SendOptions options) throws PrerequisiteException {
    return new DestinationSetup(guest, options).invitation();
  }

  /** Reads all of the RAM once: what was sent, or will be. */
  public List<Manifest.Block> digests() throws IOException {
    return BlockDigest.of(ram);
  }

  /** A line for each block, the same that the receiver prints; ending with a line feed. */
  public static String digestText(List<Manifest.Block> digests) {
    return digests.stream().map(block -> BlockText.of(block) + "\n").collect(Collectors.joining());
  }

  /**
   * Checks that the capture is what it was when it was kept.
   *
   * @param digests what there is now
   * @throws ProofFailedException naming each block that is not
   */
  public void requireAsKept(List<Manifest.Block> digests) throws ProofFailedException {
    ProofFailedException.throwIfFailed(DigestCheck.of(guest.manifest().blocks(), digests));
  }

  @Override
  public void close() {
    ram.close();
  }
}

package dev.multifd.destination;

import dev.multifd.guest.GuestRam;
import dev.multifd.io.Endpoint;
import dev.multifd.lifecycle.Crew;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.lifecycle.Watchdog;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One incoming migration (QEMU {@code process_incoming_migration_co}): loads the guest's RAM from
 * the main channel and the multifd channels and confirms it. Use an object once.
 *
 * <p>The RAM must never have been touched: a page of zeroes that arrives once is not written.
 */
public final class MigrationDestination implements AutoCloseable {
  private static final int LOADED = 0;
  private static final int NOT_TAKEN = 1;

  private final DestinationOptions options;
  private final IncomingRam ram;
  private final Crew crew = new Crew("destination");
  private final Connections connections;
  private final Reception reception;
  private final CountDownLatch loaded = new CountDownLatch(1);
  private volatile long connectedNs;
  private volatile long loadedNs;
  private volatile boolean sourceWaits;

  /**
   * Begins to listen for a guest without devices whose blocks are known.
   *
   * @param ram never-touched memory with the source's blocks
   * @throws IOException if the endpoint cannot be bound
   */
  public MigrationDestination(GuestRam ram, DestinationOptions options, Endpoint endpoint)
      throws IOException {
    this(new KnownRam(ram, options.arrival().population()), new NoDevices(), options, endpoint);
  }

  /**
   * Begins to listen for a guest of which nothing is known.
   *
   * @param guest keeps what arrives
   * @throws IOException if the endpoint cannot be bound
   */
  public MigrationDestination(ForeignGuest guest, DestinationOptions options, Endpoint endpoint)
      throws IOException {
    this(
        new NewRam(guest, options.arrival().population()),
        new OpaqueTail(guest),
        options,
        endpoint);
  }

  private MigrationDestination(
      RamSupply supply, StreamTail tail, DestinationOptions options, Endpoint endpoint)
      throws IOException {
    this.options = options;
    this.ram = new IncomingRam(supply);
    this.connections = new Connections(endpoint, options.channels() + 1, crew);
    this.reception = new Reception(options, ram, tail, crew, connections::stopListening, this::end);
    crew.onEnd(loaded::countDown);
  }

  /** Where to connect to. */
  public Endpoint endpoint() {
    return connections.endpoint();
  }

  /**
   * Waits for a source, loads what it sends, tells it so, and waits until it has closed its
   * channels.
   *
   * @throws MigrationException saying where and why it failed
   * @throws InterruptedException if the caller was interrupted: the migration is cancelled
   */
  public DestinationReport run() throws MigrationException, InterruptedException {
    load();
    tell();
    awaitChannels();
    crew.dismiss();
    return report();
  }

  /**
   * Waits for a source and loads what it sends. A source that has opened a return path is told
   * nothing yet: it stands still and has its guest, until {@link #confirm} or {@link #close}.
   *
   * @return what has arrived; what threads have used is not final
   * @throws MigrationException saying where and why it failed
   * @throws InterruptedException if the caller was interrupted: the migration is cancelled
   */
  public DestinationReport load() throws MigrationException, InterruptedException {
    crew.start("listener", () -> connections.accept(this::begin, reception));
    try {
      loaded.await();
    } catch (InterruptedException e) {
      cancel("cancelled");
      throw e;
    }
    crew.check();
    if (!sourceWaits) {
      awaitChannels();
    }
    return report();
  }

  /** Until the source has closed them, a fault may still come. */
  private void awaitChannels() throws MigrationException, InterruptedException {
    try {
      for (Thread thread : reception.threads()) {
        crew.join(thread);
      }
    } catch (InterruptedException e) {
      cancel("cancelled");
      throw e;
    }
  }

  /**
   * Tells the source of a loaded guest, if it waits, that it may let go of it.
   *
   * @throws MigrationException if the migration has failed meanwhile, or the source has closed its
   *     connection: it goes on with the guest itself
   */
  public void confirm() throws MigrationException {
    if (sourceWaits && main().replies().sourceHasLeft()) {
      crew.fail(
          "main",
          new MigrationException(
              "the source closed its connection before it was told that its guest has arrived: it"
                  + " was cancelled or has died"));
    }
    tell();
  }

  private void tell() throws MigrationException {
    crew.check();
    try {
      sourceWaits = false;
      main().replies().shut(LOADED);
    } catch (IOException e) {
      crew.fail("main", e);
      crew.check();
    }
  }

  /** Tells a source that still waits that its guest was not taken: it goes on with it itself. */
  private void refuse() {
    try {
      main().replies().shut(NOT_TAKEN);
    } catch (IOException e) {
      // Whoever has left knows that it failed.
    }
  }

  /** Ends the migration from outside, as a failure. */
  public void cancel(String reason) {
    crew.fail("migration", new MigrationException(reason));
  }

  /** The first connection has come. */
  private void begin() {
    connectedNs = System.nanoTime();
    Watchdog.watch(crew, options.timeout(), this::movement, reception::state);
  }

  private void end() {
    loadedNs = System.nanoTime();
    sourceWaits = main().replies().isOpen();
    loaded.countDown();
  }

  /** While the source waits to be told, it is no fault of its that nothing moves. */
  private long movement() {
    return sourceWaits ? System.nanoTime() : reception.movement();
  }

  private MainLoader main() {
    MainLoader loader = reception.main();
    if (loader == null) {
      throw new IllegalStateException("a migration without a main channel cannot have loaded");
    }
    return loader;
  }

  /** How far it is; null before a source has begun. Any thread may ask. */
  public @Nullable DestinationProgress progress() {
    return reception.main() == null
        ? null
        : new DestinationProgress(
            System.nanoTime() - connectedNs,
            reception.normalPages(),
            reception.zeroPages(),
            connections.readBytes());
  }

  private DestinationReport report() {
    return new DestinationReport(
        reception.normalPages(),
        reception.zeroPages(),
        ram.receivedPages(),
        connections.readBytes(),
        connections.readCalls(),
        reception.barriers(),
        reception.syncPackets(),
        reception.duplicateOffsets(),
        main().report(),
        loadedNs - connectedNs,
        crew.usage("main"),
        crew.usage("channel-"));
  }

  /**
   * Ends what still runs and closes all sockets. A source that still waits is told that it failed.
   */
  @Override
  public void close() throws IOException {
    if (sourceWaits && crew.failure() == null) {
      refuse();
    }
    crew.dismiss();
    connections.close();
  }
}

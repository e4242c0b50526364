package dev.multifd.migration.capture;

import dev.multifd.destination.Arrival;
import dev.multifd.destination.DestinationOptions;
import dev.multifd.destination.DestinationProgress;
import dev.multifd.destination.ForeignGuest;
import dev.multifd.destination.MigrationDestination;
import dev.multifd.io.Endpoint;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.migration.PrerequisiteException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;

/** Waits for a source that is not ours and takes one guest from it. Use an object once. */
public final class Receiver implements AutoCloseable {
  private final ReceiveOptions options;
  private final ForeignGuest guest;
  private final MigrationDestination destination;
  private boolean handedOver;

  private Receiver(ReceiveOptions options, ForeignGuest guest, MigrationDestination destination) {
    this.options = options;
    this.guest = guest;
    this.destination = destination;
  }

  /**
   * Begins to listen.
   *
   * @throws IllegalArgumentException if an option does not fit
   * @throws PrerequisiteException if the place to listen at is taken or not to be had
   */
  public static Receiver listen(ReceiveOptions options) throws PrerequisiteException {
    ForeignGuest guest = new ForeignGuest(options.maxRamBytes());
    DestinationOptions destination =
        new DestinationOptions(
            options.channels(),
            options.vm(),
            options.compression(),
            options.switchoverAck(),
            Arrival.DEFAULT,
            options.timeout());
    try {
      return new Receiver(
          options, guest, new MigrationDestination(guest, destination, options.endpoint()));
    } catch (UnknownHostException e) {
      throw new PrerequisiteException("no address for host " + e.getMessage());
    } catch (IOException e) {
      throw new PrerequisiteException(String.valueOf(e.getMessage()));
    }
  }

  /** What it was told. */
  public ReceiveOptions options() {
    return options;
  }

  /** Where it listens, with the port that the kernel chose. */
  public Endpoint endpoint() {
    return destination.endpoint();
  }

  /** What to type at the source's monitor, for people. */
  public String invitation() throws UnknownHostException {
    String text =
        "listening at "
            + endpoint()
            + "; at the source:\n"
            + MonitorCommands.settings(options.channels(), options.compression())
            + MonitorCommands.INDENT
            + "migrate_set_capability return-path on\n"
            + (options.switchoverAck()
                ? MonitorCommands.INDENT + "migrate_set_capability switchover-ack on\n"
                : "")
            + MonitorCommands.INDENT
            + "migrate -d "
            + endpoint();
    return endpoint().isLocal()
        ? text
        : text
            + "\nwarning: the stream is not encrypted and nobody has to prove who they are: whoever"
            + " reaches this address can read the guest or send another";
  }

  /**
   * Waits for a guest and tells its source that it has arrived. The caller closes it.
   *
   * @throws MigrationException saying where and why it failed
   * @throws InterruptedException if the caller was interrupted: nothing is kept
   */
  public CapturedGuest receive() throws MigrationException, InterruptedException {
    CapturedGuest captured = new CapturedGuest(options, destination.load(), guest);
    destination.confirm();
    handedOver = true;
    return captured;
  }

  /**
   * Waits for a guest. Its source, if it has opened a return path, is told nothing: {@link #keep}
   * does that, or closing this, which tells it that the migration failed. The caller closes the
   * guest.
   *
   * @throws MigrationException saying where and why it failed
   * @throws InterruptedException if the caller was interrupted: nothing is kept
   */
  public CapturedGuest load() throws MigrationException, InterruptedException {
    CapturedGuest captured = new CapturedGuest(options, destination.load(), guest);
    handedOver = true;
    return captured;
  }

  /**
   * Has a guest kept that was loaded; its source is told when the store says so.
   *
   * @throws MigrationException saying why it was not kept and what has become of it
   * @throws IOException if the caller was interrupted, as {@link InterruptedIOException} or {@link
   *     ClosedByInterruptException}: nothing is kept
   */
  public Manifest keep(CapturedGuest loaded, CaptureStore store) throws IOException {
    try {
      return store.keep(loaded, destination::confirm);
    } catch (MigrationException | InterruptedIOException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new MigrationException(
          e.getMessage()
              + (loaded.report().main().returnPath()
                  ? ": the guest was not kept; its source is told so and goes on with it"
                  : ": the guest was not kept; its source believes that it was, but has it still:"
                      + " type cont there, and return-path on before the next time"),
          e);
    }
  }

  /** One line on how far it is; empty while there is no source. Any thread may ask. */
  public String progress() {
    DestinationProgress now = destination.progress();
    return now == null ? "" : InfoReceived.progress(now);
  }

  /** Stops listening and closes all connections. */
  @Override
  public void close() throws IOException {
    try {
      destination.close();
    } finally {
      if (!handedOver) {
        guest.close();
      }
    }
  }
}

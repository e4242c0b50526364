package dev.multifd.peer;

import dev.multifd.guest.TransplantedContent;
import dev.multifd.io.Endpoint;
import dev.multifd.migration.capture.SendOptions;
import dev.multifd.migration.capture.Sender;
import dev.multifd.migration.capture.StoredGuest;
import dev.multifd.migration.capture.UuidSubsection;
import dev.multifd.source.Confirmation;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.SourceReport;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;

/** This process as source. */
final class JavaOrigin implements Origin {
  private final Sender sender;
  private final StoredGuest guest;
  private final SourceOptions options;

  /**
   * @param sender has loaded {@code guest}
   */
  JavaOrigin(Sender sender, StoredGuest guest, SourceOptions options) {
    this.sender = sender;
    this.guest = guest;
    this.options = options;
  }

  /** The sender restores what it has loaded. */
  @Override
  public void prepare() {}

  @Override
  public Departure migrate(Endpoint to) throws IOException, InterruptedException {
    return Departure.of(send(to));
  }

  private SourceReport send(Endpoint to) throws IOException, InterruptedException {
    return sender.send(
        new SendOptions(
            to,
            options,
            guest.machineType().dialect(),
            Confirmation.RETURN_PATH,
            UuidSubsection.LEFT_OUT,
            SendOptions.CONNECT_TIMEOUT));
  }

  /**
   * What a machine that was just started may have filled goes whole on the channels, zero or not;
   * on the main channel zero pages are written wherever that is needed.
   */
  @Override
  public long normalPages(TransplantedContent content) {
    boolean onChannels = options.multifd() && options.detection() == ZeroPageDetection.MULTIFD;
    return content.nonZeroPages() + (onChannels ? content.zeroPagesOfTheMachine() : 0);
  }

  @Override
  public void close() {}
}

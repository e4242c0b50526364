package dev.multifd.migration.capture;

import dev.multifd.destination.DestinationReport;
import dev.multifd.destination.ForeignGuest;
import dev.multifd.guest.GuestRam;

/**
 * A guest that has arrived, stopped as its source has left it. Closing unmaps its RAM.
 *
 * @param options what the receiver was told
 * @param report how it came
 * @param guest its RAM and the state of its devices
 */
public record CapturedGuest(ReceiveOptions options, DestinationReport report, ForeignGuest guest)
    implements AutoCloseable {

  /** Its RAM, in the order of the source's block list. */
  public GuestRam ram() {
    return guest.ram();
  }

  /** What follows RAM in the stream. Not a copy: do not write to it. */
  public byte[] deviceState() {
    return guest.deviceState();
  }

  @Override
  public void close() {
    guest.close();
  }
}

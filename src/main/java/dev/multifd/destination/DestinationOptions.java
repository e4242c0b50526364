package dev.multifd.destination;

import dev.multifd.payload.CompressionMethod;
import dev.multifd.wire.InitPacket;
import java.time.Duration;
import java.util.UUID;

/**
 * What a migration's destination is told.
 *
 * @param channels multifd channels that will connect, 1 to 255; 0 is precopy alone
 * @param vm the UUID that every channel's hello must carry
 * @param compression of the pages on multifd channels, which must be the source's
 * @param switchoverAck whether the source waits for leave to stop its guest, which is given at once
 * @param arrival how the pages that arrive get into memory
 * @param timeout longest time without any progress once a source has connected
 */
public record DestinationOptions(
    int channels,
    UUID vm,
    CompressionMethod compression,
    boolean switchoverAck,
    Arrival arrival,
    Duration timeout) {

  /**
   * @throws IllegalArgumentException naming the value that does not fit
   */
  public DestinationOptions {
    if (channels < 0 || channels > InitPacket.MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "channels is " + channels + ": multifd takes 1 to " + InitPacket.MAX_CHANNELS);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "timeoutMs is '" + timeout.toMillis() + "': give 1 or more milliseconds");
    }
  }
}

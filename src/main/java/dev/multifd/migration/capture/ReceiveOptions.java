package dev.multifd.migration.capture;

import dev.multifd.guest.MemoryBudget;
import dev.multifd.io.Endpoint;
import dev.multifd.migration.ParameterText;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.wire.InitPacket;
import java.time.Duration;
import java.util.UUID;

/**
 * What a receiver is told. All but the place and the limits must be as at the source: the protocol
 * negotiates nothing.
 *
 * @param endpoint where to listen
 * @param channels multifd channels, 1 to 255; 0 is precopy on the main channel alone
 * @param compression of the pages on multifd channels
 * @param vm the guest's UUID; all zero if it has none
 * @param switchoverAck whether the source's capability of that name is on: it waits for leave to
 *     stop its guest
 * @param maxRamBytes most that the guest's RAM blocks may have together
 * @param timeout longest time without any progress once a source has connected
 */
public record ReceiveOptions(
    Endpoint endpoint,
    int channels,
    CompressionMethod compression,
    UUID vm,
    boolean switchoverAck,
    long maxRamBytes,
    Duration timeout) {

  /**
   * @throws IllegalArgumentException that begins with the name of what does not fit
   */
  public ReceiveOptions {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "timeout is " + timeout.toMillis() + ": give 1 or more milliseconds");
    }
    if (channels < 0 || channels > InitPacket.MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "channels is " + channels + ": give 1 to " + InitPacket.MAX_CHANNELS + ", or 0");
    }
  }

  /** How much memory this machine has left: a guest with more may not fit in. */
  public static long availableBytes() {
    return MemoryBudget.ofHost().availableBytes();
  }

  /**
   * Reads where to listen: {@code HOST:PORT}, {@code tcp:HOST:PORT}, {@code unix:PATH}, or a port
   * alone, which is one of the loopback interface. Other interfaces must be named.
   *
   * @throws IllegalArgumentException naming the text and what would be understood
   */
  public static Endpoint endpoint(String text) {
    return EndpointText.parse("listen", text);
  }

  /**
   * Reads a compression method.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static CompressionMethod compression(String text) {
    return ParameterText.constant("compression", text, CompressionMethod.class);
  }
}

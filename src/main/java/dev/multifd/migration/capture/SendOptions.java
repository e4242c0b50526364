package dev.multifd.migration.capture;

import dev.multifd.io.Endpoint;
import dev.multifd.source.Confirmation;
import dev.multifd.source.Peer;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.StreamTail;
import dev.multifd.source.WireDialect;
import java.time.Duration;
import java.util.Optional;

/**
 * What a sender is told. Channels and compression must be as at the destination: the protocol
 * negotiates nothing.
 *
 * @param to where the destination listens
 * @param source how pages are found, packed and paced; what it says of the guest is not used, since
 *     the capture says that
 * @param dialect how the stream is written
 * @param confirmation how the destination says that it has loaded everything
 * @param uuidSubsection whether the guest's UUID is named to be compared
 * @param connectTimeout how long to try while nobody listens
 */
public record SendOptions(
    Endpoint to,
    SourceOptions source,
    WireDialect dialect,
    Confirmation confirmation,
    UuidSubsection uuidSubsection,
    Duration connectTimeout) {
  /** How long to try while nobody listens, unless something else is said. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException that begins with the name of what does not fit
   */
  public SendOptions {
    if (connectTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "connectTimeoutMs is " + connectTimeout.toMillis() + ": give 0 or more milliseconds");
    }
  }

  /**
   * Those of a guest's machine type, confirmed on the return path.
   *
   * @param source see above
   */
  public static SendOptions of(StoredGuest guest, Endpoint to, SourceOptions source) {
    return new SendOptions(
        to,
        source,
        guest.machineType().dialect(),
        Confirmation.RETURN_PATH,
        UuidSubsection.LEFT_OUT,
        CONNECT_TIMEOUT);
  }

  /** The same, confirmed in another way. */
  public SendOptions with(Confirmation other) {
    return new SendOptions(to, source, dialect, other, uuidSubsection, connectTimeout);
  }

  /** What the source is told of {@code guest}. */
  SourceOptions sourceOf(StoredGuest guest) {
    Manifest manifest = guest.manifest();
    return source.with(
        new StreamOptions(
            manifest.machine(),
            guest.vm(),
            uuidSubsection == UuidSubsection.SENT ? Optional.of(guest.vm()) : Optional.empty(),
            dialect,
            (int) manifest.ramSectionId(),
            StreamTail.of(guest.deviceState()),
            Peer.qemu(confirmation)));
  }
}

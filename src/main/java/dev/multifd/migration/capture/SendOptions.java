package dev.multifd.migration.capture;

import dev.multifd.io.Endpoint;
import dev.multifd.migration.ParameterText;
import dev.multifd.migration.Scenario;
import dev.multifd.source.Confirmation;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Peer;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.StreamTail;
import dev.multifd.source.WireDialect;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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

  private static final String CHANNELS = "channels";

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
   * Options in a {@link Scenario}'s words. Unless something else is given there are no channels,
   * the dialect is that of the guest's machine type, zero pages are looked for as is usual in it,
   * and the destination is asked to confirm.
   *
   * @param given a scenario's parameters; {@code channels} 0 is precopy
   * @throws IllegalArgumentException naming the value that does not fit, and what would
   */
  public static SendOptions of(StoredGuest guest, Endpoint to, Map<String, String> given) {
    WireDialect dialect = guest.machineType().dialect();
    Map<String, String> values = new HashMap<>(given);
    values.putIfAbsent("zeroPageDetection", ParameterText.of(dialect.usualDetection()));
    values.putIfAbsent("limit", Long.toString(ConvergenceOptions.MAX_TIME_LIMIT.toSeconds()));
    if (values.getOrDefault(CHANNELS, "0").equals("0")) {
      values.remove(CHANNELS);
      values.put("mode", "precopy");
    }
    return new SendOptions(
        to,
        Scenario.of(values).options(),
        dialect,
        Confirmation.RETURN_PATH,
        UuidSubsection.LEFT_OUT,
        CONNECT_TIMEOUT);
  }

  /** The same in another dialect. */
  public SendOptions with(WireDialect other) {
    return new SendOptions(to, source, other, confirmation, uuidSubsection, connectTimeout);
  }

  /** The same, confirmed in another way. */
  public SendOptions with(Confirmation other) {
    return new SendOptions(to, source, dialect, other, uuidSubsection, connectTimeout);
  }

  /** The same with the UUID named or not. */
  public SendOptions with(UuidSubsection other) {
    return new SendOptions(to, source, dialect, confirmation, other, connectTimeout);
  }

  /** The same, trying longer or shorter while nobody listens. */
  public SendOptions withConnectTimeout(Duration other) {
    return new SendOptions(to, source, dialect, confirmation, uuidSubsection, other);
  }

  /** What the source is told of {@code guest}. */
  SourceOptions sourceOf(StoredGuest guest) {
    Manifest manifest = guest.manifest();
    UUID vm = UUID.fromString(manifest.uuid());
    return source.with(
        new StreamOptions(
            manifest.machine(),
            vm,
            uuidSubsection == UuidSubsection.SENT ? Optional.of(vm) : Optional.empty(),
            dialect,
            (int) manifest.ramSectionId(),
            StreamTail.of(guest.deviceState()),
            Peer.qemu(confirmation)));
  }
}

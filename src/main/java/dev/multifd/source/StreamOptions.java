package dev.multifd.source;

import java.util.Optional;
import java.util.UUID;

/**
 * What a stream says of the guest beside its pages, how it says it, and to whom.
 *
 * @param machine machine type in the configuration section
 * @param vm the guest's UUID, in every channel's hello
 * @param validatedUuid the same in the configuration section, for a destination that compares it
 *     (QEMU {@code validate-uuid}); usually there is none
 * @param dialect how it is written
 * @param ramSectionId number of the section {@code ram} in the main channel
 * @param tail what follows RAM
 * @param peer what may be relied on of the destination
 */
public record StreamOptions(
    String machine,
    UUID vm,
    Optional<UUID> validatedUuid,
    WireDialect dialect,
    int ramSectionId,
    StreamTail tail,
    Peer peer) {

  /** The UUID of a guest that has none. */
  public static final UUID NO_UUID = new UUID(0, 0);

  /** A guest without devices and without a UUID, for a destination of this program. */
  public static final StreamOptions DEFAULT =
      new StreamOptions(
          "pc-q35-10.0",
          NO_UUID,
          Optional.empty(),
          WireDialect.NEWEST,
          1,
          StreamTail.NO_DEVICES,
          Peer.OURS);

  /** The same of a guest with another UUID. */
  public StreamOptions withVm(UUID other) {
    return new StreamOptions(machine, other, validatedUuid, dialect, ramSectionId, tail, peer);
  }

  /** The same in another dialect. */
  public StreamOptions withDialect(WireDialect other) {
    return new StreamOptions(machine, vm, validatedUuid, other, ramSectionId, tail, peer);
  }
}

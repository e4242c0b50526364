package dev.multifd.source;

/**
 * What the source may rely on of its destination.
 *
 * @param confirmation how it says that it has loaded everything
 * @param ram what its RAM holds before
 * @param parting how its channels are left
 */
public record Peer(Confirmation confirmation, PeerRam ram, Parting parting) {
  /** A destination of this program, in RAM that was mapped for it. */
  public static final Peer OURS =
      new Peer(Confirmation.RETURN_PATH, PeerRam.NEVER_TOUCHED, Parting.CLOSE);

  /** A QEMU that was started with {@code -incoming}. */
  public static Peer qemu(Confirmation confirmation) {
    return new Peer(confirmation, PeerRam.STARTED_MACHINE, Parting.AWAIT_PEER);
  }
}

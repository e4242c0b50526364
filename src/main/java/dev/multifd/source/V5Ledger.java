package dev.multifd.source;

import dev.multifd.counters.Counter;
import dev.multifd.counters.Phase;
import dev.multifd.counters.PhaseBytes;
import dev.multifd.wire.PacketGeometry;

/**
 * The books of the fifth version of the series (qemu-devel, 10 March 2022). Two things are wrong
 * with them. The size of the payload is written down only when a packet has one and is added after
 * every packet, so that each packet of nothing but zero pages, and each SYNC, is booked with the
 * last payload before it once more: bytes that nobody sends, charged to the rate limiter. And page
 * counts are taken over when a channel gets its next packet, but a SYNC throws them away first: the
 * last packet before each SYNC is not counted.
 */
public final class V5Ledger implements Ledger {
  private final PhaseBytes bytes = new PhaseBytes();
  private final Counter normalPages = new Counter();
  private final Counter zeroPages = new Counter();
  private long stalePayloadBytes;
  private int lastNormalPages;
  private int lastZeroPages;

  @Override
  public void dataPacket(Phase phase, int normal, int zero, long payloadBytes) {
    normalPages.add(lastNormalPages);
    zeroPages.add(lastZeroPages);
    lastNormalPages = normal;
    lastZeroPages = zero;
    if (normal > 0) {
      stalePayloadBytes = payloadBytes;
    }
    book(phase);
  }

  @Override
  public void syncPacket(Phase phase) {
    lastNormalPages = 0;
    lastZeroPages = 0;
    book(phase);
  }

  private void book(Phase phase) {
    bytes.add(phase, PacketGeometry.X86.headerBytes() + stalePayloadBytes);
  }

  @Override
  public long bytes() {
    return bytes.total();
  }

  @Override
  public long bytes(Phase phase) {
    return bytes.get(phase);
  }

  @Override
  public long normalPages() {
    return normalPages.get();
  }

  @Override
  public long zeroPages() {
    return zeroPages.get();
  }
}

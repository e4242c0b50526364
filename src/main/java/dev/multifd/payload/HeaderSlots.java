package dev.multifd.payload;

import dev.multifd.io.Iovec;
import dev.multifd.wire.PacketGeometry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A packing whose packets are not out when the next one is made: each has a header of its own. */
abstract sealed class HeaderSlots implements Packing permits SeveralPackets, ZeroCopy {
  private static final int HEADER_BYTES = PacketGeometry.X86.headerBytes();

  /** Entries of the packets that are not written yet, neighbours merged. */
  final Iovec iov;

  private final MemorySegment[] slots;
  private int slot;
  private boolean begun;
  private boolean passing;

  HeaderSlots(int slots, int entries) {
    this.iov = new Iovec(entries);
    this.slots = new MemorySegment[slots];
    for (int i = 0; i < slots; i++) {
      this.slots[i] = Arena.ofAuto().allocate(HEADER_BYTES, 64);
    }
  }

  @Override
  public final MemorySegment header() {
    return slots[slot];
  }

  @Override
  public final void payload(MemorySegment memory, long offset, long bytes) {
    begin();
    iov.addMerged(memory.address() + offset, bytes);
  }

  @Override
  public final void passingPayload(MemorySegment memory, long offset, long bytes) {
    payload(memory, offset, bytes);
    passing = true;
  }

  private void begin() {
    if (!begun) {
      iov.add(slots[slot].address(), HEADER_BYTES);
      begun = true;
    }
  }

  @Override
  public final boolean end() throws IOException {
    begin();
    int ended = slot;
    boolean mustLeave = passing;
    begun = false;
    passing = false;
    slot = (slot + 1) % slots.length;
    return end(ended, slot, mustLeave);
  }

  /**
   * Writes the packet that has ended, or holds it back.
   *
   * @param ended slot of its header
   * @param next slot whose header will be written to now
   * @param mustLeave whether the payload's memory will be, too
   * @return whether all packets so far are written
   */
  abstract boolean end(int ended, int next, boolean mustLeave) throws IOException;
}

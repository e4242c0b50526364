package dev.multifd.payload;

import dev.multifd.io.Iovec;
import dev.multifd.io.StreamOutput;
import dev.multifd.wire.PacketGeometry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * See {@link PackingKind#SEVERAL_PACKETS}: as many as there are headers for, or as one {@code
 * writev} has entries for.
 */
final class SeveralPackets implements Packing {
  private static final int MAX_PACKETS = 8;
  private static final int HEADER_BYTES = PacketGeometry.X86.headerBytes();
  private static final int MAX_PACKET_ENTRIES = 1 + PacketGeometry.X86.pagesPerPacket();

  private final StreamOutput output;
  private final MemorySegment[] slots = new MemorySegment[MAX_PACKETS];
  private final Iovec iov = new Iovec(Iovec.MAX_ENTRIES);
  private int packets;
  private boolean begun;
  private boolean passing;

  SeveralPackets(StreamOutput output) {
    this.output = output;
    for (int i = 0; i < MAX_PACKETS; i++) {
      slots[i] = Arena.ofAuto().allocate(HEADER_BYTES, 64);
    }
  }

  @Override
  public MemorySegment header() {
    return slots[packets];
  }

  @Override
  public void payload(MemorySegment memory, long offset, long bytes) {
    begin();
    iov.addMerged(memory.address() + offset, bytes);
  }

  @Override
  public void passingPayload(MemorySegment memory, long offset, long bytes) {
    payload(memory, offset, bytes);
    passing = true;
  }

  private void begin() {
    if (!begun) {
      iov.add(slots[packets].address(), HEADER_BYTES);
      begun = true;
    }
  }

  @Override
  public boolean end() throws IOException {
    begin();
    begun = false;
    packets++;
    if (!passing && packets < MAX_PACKETS && iov.room() >= MAX_PACKET_ENTRIES) {
      return false;
    }
    flush();
    return true;
  }

  @Override
  public void flush() throws IOException {
    if (packets > 0) {
      output.writeFully(iov);
      packets = 0;
      passing = false;
    }
  }
}

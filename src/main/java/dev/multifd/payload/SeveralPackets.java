package dev.multifd.payload;

import dev.multifd.io.Iovec;
import dev.multifd.io.StreamOutput;
import dev.multifd.wire.PacketGeometry;
import java.io.IOException;

/**
 * See {@link PackingKind#SEVERAL_PACKETS}: as many as there are headers for, or as one {@code
 * writev} has entries for.
 */
final class SeveralPackets extends HeaderSlots {
  private static final int MAX_PACKETS = 8;
  private static final int MAX_PACKET_ENTRIES = 1 + PacketGeometry.X86.pagesPerPacket();

  private final StreamOutput output;
  private int held;

  SeveralPackets(StreamOutput output) {
    super(MAX_PACKETS, Iovec.MAX_ENTRIES);
    this.output = output;
  }

  @Override
  boolean end(int ended, int next, boolean mustLeave) throws IOException {
    held++;
    if (!mustLeave && held < MAX_PACKETS && iov.room() >= MAX_PACKET_ENTRIES) {
      return false;
    }
    flush();
    return true;
  }

  @Override
  public void flush() throws IOException {
    if (held > 0) {
      output.writeFully(iov);
      held = 0;
    }
  }
}

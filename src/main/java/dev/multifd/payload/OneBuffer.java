package dev.multifd.payload;

import dev.multifd.io.StreamOutput;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** See {@link PackingKind#ONE_BUFFER}. */
final class OneBuffer implements Packing {
  private static final int HEADER_BYTES = PacketGeometry.X86.headerBytes();

  private final StreamOutput output;
  private final MemorySegment buffer =
      Arena.ofAuto().allocate(HEADER_BYTES + RamPacket.MAX_COMPRESSED_BYTES, 64);
  private final MemorySegment header = buffer.asSlice(0, HEADER_BYTES);
  private long used = HEADER_BYTES;

  OneBuffer(StreamOutput output) {
    this.output = output;
  }

  @Override
  public MemorySegment header() {
    return header;
  }

  @Override
  public void payload(MemorySegment memory, long offset, long bytes) {
    MemorySegment.copy(memory, offset, buffer, used, bytes);
    used += bytes;
  }

  @Override
  public boolean end() throws IOException {
    output.writeFully(buffer.address(), used);
    used = HEADER_BYTES;
    return true;
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }
}

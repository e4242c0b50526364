package dev.multifd.payload;

import dev.multifd.guest.RamBlock;
import dev.multifd.io.Iovec;
import dev.multifd.io.StreamOutput;
import dev.multifd.wire.PacketGeometry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** See {@link PackingKind#HEADER_APART}. */
final class HeaderApart implements Packing {
  private final StreamOutput output;
  private final MemorySegment header =
      Arena.ofAuto().allocate(PacketGeometry.X86.headerBytes(), 64);
  private final Iovec pages = new Iovec(PacketGeometry.X86.pagesPerPacket());

  HeaderApart(StreamOutput output) {
    this.output = output;
  }

  @Override
  public MemorySegment header() {
    return header;
  }

  @Override
  public void payload(MemorySegment memory, long offset, long bytes) {
    pages.addPieces(memory.address() + offset, bytes, RamBlock.PAGE_BYTES);
  }

  @Override
  public boolean end() throws IOException {
    output.writeFully(header.address(), header.byteSize());
    output.writeFully(pages);
    return true;
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }
}

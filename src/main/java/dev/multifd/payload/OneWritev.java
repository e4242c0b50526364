package dev.multifd.payload;

import dev.multifd.io.Iovec;
import dev.multifd.io.StreamOutput;
import dev.multifd.wire.PacketGeometry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A packet by one {@code writev}, whose first entry is the header. */
abstract sealed class OneWritev implements Packing permits PageEntries, MergedRuns {
  private final StreamOutput output;
  private final MemorySegment header =
      Arena.ofAuto().allocate(PacketGeometry.X86.headerBytes(), 64);
  private final Iovec iov = new Iovec(1 + PacketGeometry.X86.pagesPerPacket());

  OneWritev(StreamOutput output) {
    this.output = output;
    clear();
  }

  private void clear() {
    iov.clear();
    iov.add(header.address(), header.byteSize());
  }

  @Override
  public final MemorySegment header() {
    return header;
  }

  @Override
  public final void payload(MemorySegment memory, long offset, long bytes) {
    add(iov, memory.address() + offset, bytes);
  }

  /** Makes entries of bytes that lie side by side. */
  abstract void add(Iovec iov, long address, long bytes);

  @Override
  public final boolean end() throws IOException {
    output.writeFully(iov);
    clear();
    return true;
  }

  @Override
  public final void flush() {
    // Nothing is held back.
  }
}

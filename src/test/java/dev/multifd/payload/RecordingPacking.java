package dev.multifd.payload;

import dev.multifd.wire.PacketGeometry;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is given, and writes nothing. */
final class RecordingPacking implements Packing {
  private final MemorySegment header =
      Arena.ofAuto().allocate(PacketGeometry.X86.headerBytes(), 64);
  private final List<String> pieces = new ArrayList<>();

  /** The payload of the packet in the making, piece by piece: address in hex, plus, bytes. */
  List<String> pieces() {
    return pieces;
  }

  @Override
  public MemorySegment header() {
    return header;
  }

  @Override
  public void payload(MemorySegment memory, long offset, long bytes) {
    pieces.add(Long.toHexString(memory.address() + offset) + "+" + bytes);
  }

  @Override
  public boolean end() {
    pieces.clear();
    return true;
  }

  @Override
  public void flush() {}
}

package dev.multifd.scan;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Objects;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four vectors of 256 bits at a time: the first are asked at once, since most pages with data begin
 * with it; those after them are OR-ed to the end of 4 KiB before anyone asks, since memory is read
 * fastest without branches. The species is a constant, or the JIT boxes.
 */
final class Vector256Scanner implements ZeroPageScanner {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_256;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int WIDTH = 256 / 8;
  private static final int BLOCK = 4 * WIDTH;

  // Loads from the memory itself have a bounds check each, which costs about a third of the speed
  // in
  // the first cache and a fifth or more from memory. A slice of constant length would need none,
  // but
  // whether the JIT then allocates the slice, 40 bytes a page, depends on the order in which it
  // compiles.
  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, memory.byteSize());
    long i = 0;
    for (; i <= bytes - CHUNK; i += CHUNK) {
      if (!chunkIsZero(memory, offset + i)) {
        return false;
      }
    }
    for (; i <= bytes - BLOCK; i += BLOCK) {
      if (!blockIsZero(memory, offset + i)) {
        return false;
      }
    }
    return LongScanner.tailIsZero(memory, offset + i, bytes - i);
  }

  private static boolean chunkIsZero(MemorySegment memory, long at) {
    ByteVector a = load(memory, at);
    ByteVector b = load(memory, at + WIDTH);
    ByteVector c = load(memory, at + 2L * WIDTH);
    ByteVector d = load(memory, at + 3L * WIDTH);
    if (!areZero(a, b, c, d)) {
      return false;
    }
    for (int i = BLOCK; i < CHUNK; i += BLOCK) {
      a = a.or(load(memory, at + i));
      b = b.or(load(memory, at + i + WIDTH));
      c = c.or(load(memory, at + i + 2L * WIDTH));
      d = d.or(load(memory, at + i + 3L * WIDTH));
    }
    return areZero(a, b, c, d);
  }

  private static boolean blockIsZero(MemorySegment memory, long at) {
    return areZero(
        load(memory, at),
        load(memory, at + WIDTH),
        load(memory, at + 2L * WIDTH),
        load(memory, at + 3L * WIDTH));
  }

  private static boolean areZero(ByteVector a, ByteVector b, ByteVector c, ByteVector d) {
    return !a.or(b).or(c.or(d)).compare(VectorOperators.NE, (byte) 0).anyTrue();
  }

  private static ByteVector load(MemorySegment memory, long at) {
    return ByteVector.fromMemorySegment(SPECIES, memory, at, ORDER);
  }
}

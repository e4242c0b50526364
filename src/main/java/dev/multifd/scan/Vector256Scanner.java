package dev.multifd.scan;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Objects;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Eight vectors of 256 bits, OR-ed, at a time. The species is a constant, or the JIT boxes. */
final class Vector256Scanner implements ZeroPageScanner {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_256;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int WIDTH = 256 / 8;
  private static final int BLOCK = 8 * WIDTH;

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

  // A slice and a loop of constant length: no load needs a bounds check of its own. The slice must
  // be made in the method that reads it, or the JIT may come to allocate it.
  private static boolean chunkIsZero(MemorySegment memory, long offset) {
    MemorySegment chunk = memory.asSlice(offset, CHUNK);
    for (int i = 0; i < CHUNK; i += BLOCK) {
      if (!blockIsZero(chunk, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean blockIsZero(MemorySegment memory, long at) {
    ByteVector a =
        load(memory, at)
            .or(load(memory, at + WIDTH))
            .or(load(memory, at + 2 * WIDTH).or(load(memory, at + 3 * WIDTH)));
    ByteVector b =
        load(memory, at + 4 * WIDTH)
            .or(load(memory, at + 5 * WIDTH))
            .or(load(memory, at + 6 * WIDTH).or(load(memory, at + 7 * WIDTH)));
    return !a.or(b).compare(VectorOperators.NE, (byte) 0).anyTrue();
  }

  private static ByteVector load(MemorySegment memory, long at) {
    return ByteVector.fromMemorySegment(SPECIES, memory, at, ORDER);
  }
}

package dev.multifd.scan;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Objects;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight vectors of 256 bits at a time: the first are asked at once, since most pages with data
 * begin with it; those after them are OR-ed to the page's end before anyone asks. Memory is read
 * fastest without branches and 256 bytes a step. The species is a constant, or the JIT boxes.
 */
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
    ByteVector a = load(chunk, 0).or(load(chunk, 4 * WIDTH));
    ByteVector b = load(chunk, WIDTH).or(load(chunk, 5 * WIDTH));
    ByteVector c = load(chunk, 2 * WIDTH).or(load(chunk, 6 * WIDTH));
    ByteVector d = load(chunk, 3 * WIDTH).or(load(chunk, 7 * WIDTH));
    if (!areZero(a, b, c, d)) {
      return false;
    }
    for (int i = BLOCK; i < CHUNK; i += BLOCK) {
      a = a.or(load(chunk, i)).or(load(chunk, i + 4 * WIDTH));
      b = b.or(load(chunk, i + WIDTH)).or(load(chunk, i + 5 * WIDTH));
      c = c.or(load(chunk, i + 2 * WIDTH)).or(load(chunk, i + 6 * WIDTH));
      d = d.or(load(chunk, i + 3 * WIDTH)).or(load(chunk, i + 7 * WIDTH));
    }
    return areZero(a, b, c, d);
  }

  private static boolean blockIsZero(MemorySegment memory, long at) {
    return areZero(
        load(memory, at).or(load(memory, at + 4 * WIDTH)),
        load(memory, at + WIDTH).or(load(memory, at + 5 * WIDTH)),
        load(memory, at + 2 * WIDTH).or(load(memory, at + 6 * WIDTH)),
        load(memory, at + 3 * WIDTH).or(load(memory, at + 7 * WIDTH)));
  }

  private static boolean areZero(ByteVector a, ByteVector b, ByteVector c, ByteVector d) {
    return !a.or(b).or(c.or(d)).compare(VectorOperators.NE, (byte) 0).anyTrue();
  }

  private static ByteVector load(MemorySegment memory, long at) {
    return ByteVector.fromMemorySegment(SPECIES, memory, at, ORDER);
  }
}

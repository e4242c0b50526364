package dev.multifd.scan;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Objects;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four vectors of 512 bits at a time: the first are asked at once, since most pages with data begin
 * with it; those after them are OR-ed to the end of 4 KiB before anyone asks, since memory is read
 * fastest without branches. The species is a constant, or the JIT boxes.
 */
final class Vector512Scanner implements ZeroPageScanner {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_512;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int WIDTH = 512 / 8;
  private static final int BLOCK = 4 * WIDTH;

  // A slice, and a loop of constant length over it: no load needs a bounds check of its own. Where
  // slice and loop are in one method the JIT may compile the loop first, find that the slice is
  // hardly ever made, and from then on allocate it. The loop's code must be small enough to be
  // inlined here, or the slice is allocated too; more vectors at a time are not.
  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, memory.byteSize());
    long i = 0;
    for (; i <= bytes - CHUNK; i += CHUNK) {
      MemorySegment chunk = memory.asSlice(offset + i, CHUNK);
      if (!chunkIsZero(chunk)) {
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

  private static boolean chunkIsZero(MemorySegment chunk) {
    ByteVector a = load(chunk, 0);
    ByteVector b = load(chunk, WIDTH);
    ByteVector c = load(chunk, 2 * WIDTH);
    ByteVector d = load(chunk, 3 * WIDTH);
    if (!areZero(a, b, c, d)) {
      return false;
    }
    for (int i = BLOCK; i < CHUNK; i += BLOCK) {
      a = a.or(load(chunk, i));
      b = b.or(load(chunk, i + WIDTH));
      c = c.or(load(chunk, i + 2 * WIDTH));
      d = d.or(load(chunk, i + 3 * WIDTH));
    }
    return areZero(a, b, c, d);
  }

  private static boolean blockIsZero(MemorySegment memory, long at) {
    return areZero(
        load(memory, at),
        load(memory, at + WIDTH),
        load(memory, at + 2 * WIDTH),
        load(memory, at + 3 * WIDTH));
  }

  private static boolean areZero(ByteVector a, ByteVector b, ByteVector c, ByteVector d) {
    return !a.or(b).or(c.or(d)).compare(VectorOperators.NE, (byte) 0).anyTrue();
  }

  private static ByteVector load(MemorySegment memory, long at) {
    return ByteVector.fromMemorySegment(SPECIES, memory, at, ORDER);
  }
}

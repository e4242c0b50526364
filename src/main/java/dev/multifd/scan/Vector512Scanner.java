package dev.multifd.scan;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Eight vectors of 512 bits, OR-ed, at a time. The species is a constant, or the JIT boxes. */
final class Vector512Scanner implements ZeroPageScanner {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_512;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int WIDTH = 512 / 8;
  private static final int BLOCK = 8 * WIDTH;

  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    long at = AllMemory.address(memory, offset, bytes);
    long end = at + bytes;
    for (; at <= end - CHUNK; at += CHUNK) {
      if (!chunkIsZero(at)) {
        return false;
      }
    }
    for (; at <= end - BLOCK; at += BLOCK) {
      if (!blockIsZero(at)) {
        return false;
      }
    }
    return LongScanner.tailIsZero(at, end);
  }

  private static boolean chunkIsZero(long address) {
    long from = AllMemory.bounded(address, CHUNK);
    for (int i = 0; i < CHUNK; i += BLOCK) {
      if (!blockIsZero(from + i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean blockIsZero(long at) {
    ByteVector a = load(at).or(load(at + WIDTH)).or(load(at + 2 * WIDTH).or(load(at + 3 * WIDTH)));
    ByteVector b =
        load(at + 4 * WIDTH)
            .or(load(at + 5 * WIDTH))
            .or(load(at + 6 * WIDTH).or(load(at + 7 * WIDTH)));
    return !a.or(b).compare(VectorOperators.NE, (byte) 0).anyTrue();
  }

  private static ByteVector load(long at) {
    return ByteVector.fromMemorySegment(SPECIES, AllMemory.SEGMENT, at, ORDER);
  }
}

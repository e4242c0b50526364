package dev.multifd.scan;

import dev.multifd.io.AddressSpace;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four vectors of 128 bits at a time: the first are asked at once, since most pages with data begin
 * with it; those after them are OR-ed to the end of 4 KiB before anyone asks, since memory is read
 * fastest without branches. The species is a constant, or the JIT boxes.
 */
final class Vector128Scanner implements ZeroPageScanner {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_128;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int WIDTH = 128 / 8;
  private static final int BLOCK = 4 * WIDTH;

  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    long address = AddressSpace.address(memory, offset, bytes);
    long i = 0;
    for (; i <= bytes - CHUNK; i += CHUNK) {
      if (!chunkIsZero(AddressSpace.known(address + i))) {
        return false;
      }
    }
    for (; i <= bytes - BLOCK; i += BLOCK) {
      if (!blockIsZero(AddressSpace.known(address + i))) {
        return false;
      }
    }
    return LongScanner.tailIsZero(memory, offset + i, bytes - i);
  }

  private static boolean chunkIsZero(long at) {
    ByteVector a = load(at);
    ByteVector b = load(at + WIDTH);
    ByteVector c = load(at + 2L * WIDTH);
    ByteVector d = load(at + 3L * WIDTH);
    if (!areZero(a, b, c, d)) {
      return false;
    }
    for (int i = BLOCK; i < CHUNK; i += BLOCK) {
      a = a.or(load(at + i));
      b = b.or(load(at + i + WIDTH));
      c = c.or(load(at + i + 2L * WIDTH));
      d = d.or(load(at + i + 3L * WIDTH));
    }
    return areZero(a, b, c, d);
  }

  private static boolean blockIsZero(long at) {
    return areZero(load(at), load(at + WIDTH), load(at + 2L * WIDTH), load(at + 3L * WIDTH));
  }

  private static boolean areZero(ByteVector a, ByteVector b, ByteVector c, ByteVector d) {
    return !a.or(b).or(c.or(d)).compare(VectorOperators.NE, (byte) 0).anyTrue();
  }

  private static ByteVector load(long at) {
    return ByteVector.fromMemorySegment(SPECIES, AddressSpace.MEMORY, at, ORDER);
  }
}

package dev.multifd.scan;

import static dev.multifd.io.AddressSpace.MEMORY;

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

  // In one piece, and so too large for C2 to inline into its callers (-XX:FreqInlineSize). A caller
  // with several copies reaches the limit of its own size (NodeCountInliningCutoff) in the middle
  // of one, and what is not inlined there takes vectors on the heap.
  @Override
  public boolean isZero(MemorySegment memory, long offset, long bytes) {
    long address = AddressSpace.address(memory, offset, bytes);
    long done = 0;
    for (; done <= bytes - CHUNK; done += CHUNK) {
      long at = AddressSpace.known(address + done);
      ByteVector a = ByteVector.fromMemorySegment(SPECIES, MEMORY, at, ORDER);
      ByteVector b = ByteVector.fromMemorySegment(SPECIES, MEMORY, at + WIDTH, ORDER);
      ByteVector c = ByteVector.fromMemorySegment(SPECIES, MEMORY, at + 2L * WIDTH, ORDER);
      ByteVector d = ByteVector.fromMemorySegment(SPECIES, MEMORY, at + 3L * WIDTH, ORDER);
      if (!areZero(a, b, c, d)) {
        return false;
      }
      for (int i = BLOCK; i < CHUNK; i += BLOCK) {
        a = a.or(ByteVector.fromMemorySegment(SPECIES, MEMORY, at + i, ORDER));
        b = b.or(ByteVector.fromMemorySegment(SPECIES, MEMORY, at + i + WIDTH, ORDER));
        c = c.or(ByteVector.fromMemorySegment(SPECIES, MEMORY, at + i + 2L * WIDTH, ORDER));
        d = d.or(ByteVector.fromMemorySegment(SPECIES, MEMORY, at + i + 3L * WIDTH, ORDER));
      }
      if (!areZero(a, b, c, d)) {
        return false;
      }
    }
    for (; done <= bytes - BLOCK; done += BLOCK) {
      long at = AddressSpace.known(address + done);
      ByteVector a = ByteVector.fromMemorySegment(SPECIES, MEMORY, at, ORDER);
      ByteVector b = ByteVector.fromMemorySegment(SPECIES, MEMORY, at + WIDTH, ORDER);
      ByteVector c = ByteVector.fromMemorySegment(SPECIES, MEMORY, at + 2L * WIDTH, ORDER);
      ByteVector d = ByteVector.fromMemorySegment(SPECIES, MEMORY, at + 3L * WIDTH, ORDER);
      if (!areZero(a, b, c, d)) {
        return false;
      }
    }
    return LongScanner.tailIsZero(memory, offset + done, bytes - done);
  }

  private static boolean areZero(ByteVector a, ByteVector b, ByteVector c, ByteVector d) {
    return !a.or(b).or(c.or(d)).compare(VectorOperators.NE, (byte) 0).anyTrue();
  }
}

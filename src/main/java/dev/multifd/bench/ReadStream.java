package dev.multifd.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.multifd.io.AddressSpace;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The fastest plain read of memory in Java: the widest vectors there are, four at a time, OR-ed to
 * the end of each 4 KiB without asking in between whether anything was found.
 */
final class ReadStream {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int WIDTH = SPECIES.vectorByteSize();
  private static final int CHUNK = 4096;

  private ReadStream() {}

  /**
   * Reads a set again and again.
   *
   * @param set whole pages of 4 KiB
   * @return pages of 4 KiB, of all passes, that are not zero
   */
  static long read(MemorySegment set, long passes) {
    long address = AddressSpace.address(set, 0, set.byteSize());
    long notZero = 0;
    for (long pass = 0; pass < passes; pass++) {
      for (long at = 0; at < set.byteSize(); at += CHUNK) {
        if (readsBits(AddressSpace.known(address + at))) {
          notZero++;
        }
      }
    }
    return notZero;
  }

  /**
   * Reads the first byte of each page, again and again.
   *
   * @return all of them OR-ed
   */
  static long touch(MemorySegment set, long pageBytes, long passes) {
    long bits = 0;
    for (long pass = 0; pass < passes; pass++) {
      for (long at = 0; at < set.byteSize(); at += pageBytes) {
        bits |= set.get(JAVA_BYTE, at);
      }
    }
    return bits;
  }

  private static boolean readsBits(long at) {
    ByteVector a = load(at);
    ByteVector b = load(at + WIDTH);
    ByteVector c = load(at + 2L * WIDTH);
    ByteVector d = load(at + 3L * WIDTH);
    for (int i = 4 * WIDTH; i < CHUNK; i += 4 * WIDTH) {
      a = a.or(load(at + i));
      b = b.or(load(at + i + WIDTH));
      c = c.or(load(at + i + 2L * WIDTH));
      d = d.or(load(at + i + 3L * WIDTH));
    }
    return a.or(b).or(c.or(d)).compare(VectorOperators.NE, (byte) 0).anyTrue();
  }

  private static ByteVector load(long at) {
    return ByteVector.fromMemorySegment(SPECIES, AddressSpace.MEMORY, at, ORDER);
  }
}

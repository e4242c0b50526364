package dev.multifd.io;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * The address space of this process as one constant segment, for loops that read native memory by
 * its address. An access to a segment is checked against that segment's bounds every time; one to
 * {@link #MEMORY} at an address that came from here is known to the JIT to be inside, and costs no
 * check. A slice would serve too, but the JIT may allocate it.
 */
public final class AddressSpace {
  /** All of it; most of it is not mapped, and reading there kills the JVM. */
  public static final MemorySegment MEMORY = Mapping.memoryAt(0, Long.MAX_VALUE).asReadOnly();

  /** Above any address of user space, on x86-64 with five levels of page tables too. */
  private static final long END = 1L << 57;

  private AddressSpace() {}

  /**
   * The address of a stretch of native memory, all of which may be read from there on for as long
   * as the memory stays mapped, which is up to the caller.
   *
   * @throws IndexOutOfBoundsException naming the stretch, if it is not inside {@code memory}
   * @throws IllegalStateException if its arena is closed
   * @throws IllegalArgumentException if it is on the Java heap, where it has no address
   */
  public static long address(MemorySegment memory, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, memory.byteSize());
    if (!memory.isNative()) {
      throw new IllegalArgumentException("only native memory has an address, not " + memory);
    }
    if (!memory.scope().isAlive()) {
      throw new IllegalStateException("the memory is gone: " + memory);
    }
    return memory.address() + offset;
  }

  /** The same address, in a form that tells the JIT in which range it is. */
  public static long known(long address) {
    return Objects.checkIndex(address, END);
  }
}

package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

/** libc's {@code memcmp(3)}, which uses the widest vectors that it knows of. */
public final class Memcmp {
  private static final MethodHandle MEMCMP =
      Libc.criticalIntCall("memcmp", JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private Memcmp() {}

  /**
   * Whether as many bytes of both are the same. Allocates nothing.
   *
   * @param a native memory that stays mapped meanwhile; so is {@code b}
   * @throws IndexOutOfBoundsException naming the range that is not inside its memory
   * @throws IllegalArgumentException if one is on the Java heap, where it has no address
   */
  public static boolean equal(
      MemorySegment a, long aOffset, MemorySegment b, long bOffset, long bytes) {
    long aAddress = AddressSpace.address(a, aOffset, bytes);
    long bAddress = AddressSpace.address(b, bOffset, bytes);
    try {
      return (int) MEMCMP.invokeExact(aAddress, bAddress, bytes) == 0;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    } finally {
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(b);
    }
  }
}

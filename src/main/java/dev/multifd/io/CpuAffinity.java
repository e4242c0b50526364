package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/**
 * The processors that the calling thread may run on ({@code sched_setaffinity(2)}). Threads that it
 * starts meanwhile inherit them, and keep them when it has its former ones back.
 */
public final class CpuAffinity implements AutoCloseable {
  private static final int MASK_BYTES = 128;
  private static final int CALLING_THREAD = 0;

  private static final MethodHandle GET =
      Libc.intCall("sched_getaffinity", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle SET =
      Libc.intCall("sched_setaffinity", JAVA_INT, JAVA_LONG, JAVA_LONG);

  private final BitSet former;

  private CpuAffinity(BitSet former) {
    this.former = former;
  }

  /**
   * The processors of the calling thread, by number.
   *
   * @throws SystemCallException if the kernel has more of them than it can be told here
   */
  public static BitSet current() throws SystemCallException {
    byte[] mask = new byte[MASK_BYTES];
    call(GET, "sched_getaffinity", mask);
    return BitSet.valueOf(mask);
  }

  /**
   * Restricts the calling thread until this is closed, by the same thread.
   *
   * @throws SystemCallException {@code EINVAL} if none of {@code cpus} is to be had
   */
  public static CpuAffinity restrict(BitSet cpus) throws SystemCallException {
    BitSet former = current();
    set(cpus);
    return new CpuAffinity(former);
  }

  private static void set(BitSet cpus) throws SystemCallException {
    byte[] mask = new byte[MASK_BYTES];
    byte[] bits = cpus.toByteArray();
    System.arraycopy(bits, 0, mask, 0, Math.min(bits.length, MASK_BYTES));
    call(SET, "sched_setaffinity", mask);
  }

  private static void call(MethodHandle handle, String name, byte[] mask)
      throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argument = arena.allocate(MASK_BYTES, 8);
      MemorySegment.copy(MemorySegment.ofArray(mask), 0, argument, 0, MASK_BYTES);
      int result;
      try {
        result =
            (int)
                handle.invokeExact(
                    Libc.errnoSegment(), CALLING_THREAD, (long) MASK_BYTES, argument.address());
      } catch (Throwable t) {
        throw Libc.unexpected(t);
      }
      if (result < 0) {
        throw new SystemCallException(name, "the calling thread", Libc.errno());
      }
      MemorySegment.copy(argument, 0, MemorySegment.ofArray(mask), 0, MASK_BYTES);
    }
  }

  @Override
  public void close() throws SystemCallException {
    set(former);
  }
}

package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * What the calling thread has used so far, by {@code getrusage(RUSAGE_THREAD)}.
 *
 * @param cpuNs user and system time, in nanoseconds
 * @param minorFaults page faults served without I/O
 */
public record ThreadUsage(long cpuNs, long minorFaults) {
  private static final int RUSAGE_THREAD = 1;
  private static final int RUSAGE_BYTES = 144;
  private static final int MINFLT_OFFSET = 64;

  private static final MethodHandle GETRUSAGE = Libc.intCall("getrusage", JAVA_INT, JAVA_LONG);

  /** Nothing used. */
  public static final ThreadUsage NONE = new ThreadUsage(0, 0);

  /** The calling thread's usage since it began. */
  public static ThreadUsage now() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(RUSAGE_BYTES, 8);
      int result;
      try {
        result = (int) GETRUSAGE.invokeExact(Libc.errnoSegment(), RUSAGE_THREAD, usage.address());
      } catch (Throwable t) {
        throw Libc.unexpected(t);
      }
      if (result != 0) {
        throw new AssertionError("getrusage: " + Libc.strerror(Libc.errno()));
      }
      long seconds = usage.get(JAVA_LONG, 0) + usage.get(JAVA_LONG, 16);
      long micros = usage.get(JAVA_LONG, 8) + usage.get(JAVA_LONG, 24);
      return new ThreadUsage(
          seconds * 1_000_000_000 + micros * 1_000, usage.get(JAVA_LONG, MINFLT_OFFSET));
    }
  }

  /** What was used since {@code earlier}. */
  public ThreadUsage since(ThreadUsage earlier) {
    return new ThreadUsage(cpuNs - earlier.cpuNs, minorFaults - earlier.minorFaults);
  }

  /** Both together. */
  public ThreadUsage plus(ThreadUsage other) {
    return new ThreadUsage(cpuNs + other.cpuNs, minorFaults + other.minorFaults);
  }
}

package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.MethodHandle;
import java.util.OptionalLong;

/**
 * Sizes of the caches that one core sees, by {@code sysconf(3)}. On x86 it asks the CPU itself, so
 * it answers in virtual machines whose {@code /sys} tells of no caches; an L3 may be shared by
 * guests that nobody here can see.
 */
public final class CpuCaches {
  private static final int SC_LEVEL1_DCACHE_SIZE = 188;
  private static final int SC_LEVEL2_CACHE_SIZE = 191;
  private static final int SC_LEVEL3_CACHE_SIZE = 194;

  private static final MethodHandle SYSCONF = Libc.longCall("sysconf", JAVA_INT);

  private CpuCaches() {}

  /** Bytes of the first level's data cache; empty where unknown. */
  public static OptionalLong level1DataBytes() {
    return sysconf(SC_LEVEL1_DCACHE_SIZE);
  }

  /** Bytes of the second level; empty where unknown. */
  public static OptionalLong level2Bytes() {
    return sysconf(SC_LEVEL2_CACHE_SIZE);
  }

  /** Bytes of the third level; empty where there is none, or unknown. */
  public static OptionalLong level3Bytes() {
    return sysconf(SC_LEVEL3_CACHE_SIZE);
  }

  private static OptionalLong sysconf(int name) {
    long bytes;
    try {
      bytes = (long) SYSCONF.invokeExact(Libc.errnoSegment(), name);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
    return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
  }
}

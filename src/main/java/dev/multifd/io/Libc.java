package dev.multifd.io;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Binds libc functions. Every bound function that can fail takes a segment for {@code errno} as its
 * first argument: {@link #errnoSegment()}, one a thread.
 */
@SuppressWarnings("restricted") // calling into libc is what this class is for
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final ThreadLocal<MemorySegment> ERRNO_SEGMENT =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CAPTURE));
  private static final AddressLayout C_STRING =
      ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(1024, ValueLayout.JAVA_BYTE));
  private static final MethodHandle STRERROR =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("strerror"),
          FunctionDescriptor.of(C_STRING, JAVA_INT));

  private Libc() {}

  /** Binds {@code name}, returning long, with errno captured and thread states changed. */
  static MethodHandle longCall(String name, MemoryLayout... arguments) {
    return call(name, FunctionDescriptor.of(JAVA_LONG, arguments));
  }

  /** Binds {@code name}, returning int, with errno captured and thread states changed. */
  static MethodHandle intCall(String name, MemoryLayout... arguments) {
    return call(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  /**
   * Binds a variadic function such as {@code ioctl}.
   *
   * @param fixed how many leading arguments are not variadic
   */
  static MethodHandle variadicIntCall(String name, int fixed, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, arguments),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(fixed));
  }

  /**
   * Binds {@code name}, returning int, without errno and with the thread's state unchanged: for
   * functions that cannot fail, and end so soon that the collector may wait for them.
   */
  static MethodHandle criticalIntCall(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, arguments),
        Linker.Option.critical(false));
  }

  private static MethodHandle call(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        descriptor,
        Linker.Option.captureCallState("errno"));
  }

  /** This thread's place for errno. */
  static MemorySegment errnoSegment() {
    return ERRNO_SEGMENT.get();
  }

  /** The error number that the last call on this thread left. */
  static int errno() {
    return (int) ERRNO.get(errnoSegment(), 0L);
  }

  static String strerror(int errno) {
    try {
      return ((MemorySegment) STRERROR.invokeExact(errno)).getString(0);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** A downcall itself threw: a fault in the binding, never a condition of the system. */
  static AssertionError unexpected(Throwable cause) {
    return new AssertionError("downcall failed", cause);
  }
}

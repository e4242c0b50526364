package dev.multifd.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A count that one thread adds to and any thread reads, without a lock prefix. */
final class OwnedCount {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(OwnedCount.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long value;

  /** Adds {@code amount}; only the owning thread may. */
  void add(long amount) {
    VALUE.setOpaque(this, value + amount);
  }

  /** The count so far. */
  long get() {
    return (long) VALUE.getOpaque(this);
  }
}

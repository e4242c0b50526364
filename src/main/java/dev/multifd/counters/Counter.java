package dev.multifd.counters;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A count that one thread adds to and any thread reads. Adding is a plain addition and an opaque
 * store: no lock prefix on the hot path.
 */
public final class Counter {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long value;

  /** Adds {@code amount}; only the owning thread may. */
  public void add(long amount) {
    VALUE.setOpaque(this, value + amount);
  }

  /** The count so far. */
  public long get() {
    return (long) VALUE.getOpaque(this);
  }
}

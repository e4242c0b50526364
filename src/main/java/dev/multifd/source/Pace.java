package dev.multifd.source;

/** How long an iteration goes on. Any thread may ask. */
@FunctionalInterface
public interface Pace {
  /** Never says stop: the guest is, and waits. */
  Pace UNLIMITED = () -> true;

  /** Whether more dirty pages may be taken, asked by whoever takes them, each time before. */
  boolean mayTake();

  /**
   * Whether the iteration's time is up, and the migration thread is to look after other things.
   * Channels that take pages themselves need not stop for that.
   */
  default boolean isOver() {
    return false;
  }

  /** Whether the migration thread may take more itself. */
  default boolean mayContinue() {
    return mayTake() && !isOver();
  }
}

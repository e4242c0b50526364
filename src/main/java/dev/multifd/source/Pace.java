package dev.multifd.source;

/** Asked by whoever takes dirty pages, before each taking. Any thread may ask. */
@FunctionalInterface
public interface Pace {
  /** Never says stop: the guest is, and waits. */
  Pace UNLIMITED = () -> true;

  /** Whether more may be taken in this iteration. */
  boolean mayContinue();
}

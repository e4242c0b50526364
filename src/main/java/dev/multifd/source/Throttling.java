package dev.multifd.source;

/** Whether the guest is slowed when it dirties its RAM faster than that can be sent. */
public enum Throttling {
  /** Never. */
  OFF,
  /** In steps, by {@link AutoConverge} (QEMU's capability {@code auto-converge}). */
  AUTO_CONVERGE
}

package dev.multifd.migration.capture;

/** Whether the guest's UUID is in the configuration section too (QEMU {@code validate-uuid}). */
public enum UuidSubsection {
  /** As a QEMU sends usually. */
  LEFT_OUT,
  /** For a destination that compares it with its own. */
  SENT
}

package dev.multifd.destination;

/**
 * What on the main channel stands for the SYNC that each channel carries. The source's machine type
 * chooses it (QEMU {@code multifd-flush-after-each-section}), and nothing announces it.
 */
public enum SyncMarker {
  /** A MULTIFD_FLUSH record; machine types since 8.1. */
  FLUSH_RECORD,
  /** The end of each section of {@code ram}; machine types up to 8.0, and QEMU up to 8.0. */
  END_OF_SECTION
}

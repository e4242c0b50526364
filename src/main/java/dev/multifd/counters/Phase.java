package dev.multifd.counters;

/** The phases of a precopy migration, each of which books the bytes that sockets take in it. */
public enum Phase {
  /** From the start until the {@code ram} START section is written. */
  SETUP,
  /** The guest runs and its pages are sent in rounds. */
  PRECOPY,
  /** The guest is stopped; its last pages are sent. */
  DOWNTIME,
  /** What follows the {@code ram} END section: device state, if any, and the trailer. */
  DEVICE
}

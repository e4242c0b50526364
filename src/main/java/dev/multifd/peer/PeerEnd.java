package dev.multifd.peer;

/** Who is at one end of a migration. */
public enum PeerEnd {
  /** A real QEMU, in a process of its own. */
  QEMU,
  /** This pipeline, in this process. */
  JAVA
}

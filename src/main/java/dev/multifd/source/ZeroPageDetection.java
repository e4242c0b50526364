package dev.multifd.source;

/** Which thread finds out that a page is zero (QEMU {@code zero-page-detection}). */
public enum ZeroPageDetection {
  /** Nobody: every page is sent whole. */
  NONE,
  /** The migration thread; zero pages go as records on the main channel. */
  LEGACY,
  /** The channel threads; zero pages go as offsets in multifd packets. */
  MULTIFD
}

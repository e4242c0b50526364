package dev.multifd.migration.model;

/** How dirty pages are sent. */
interface Route {
  /**
   * Sends up to 64 pages that follow on each other.
   *
   * @param dirty a bit for each page that is to be sent, the first in the lowest
   * @param nonZero a bit for each page that is not zero
   */
  void send(long dirty, long nonZero);

  /** A section ends: all that was sent is to be on its way before the next begins. */
  void endSection();
}

package dev.multifd.migration;

import dev.multifd.io.Advice;
import dev.multifd.io.Mapping;
import dev.multifd.io.SystemCallException;

/**
 * Memory that the host of a virtual machine has backed. What was freed may have gone back to the
 * host, and comes from there again at many times the cost; what was touched and freed just before
 * has not.
 */
public final class BackedMemory {
  private BackedMemory() {}

  /** Has so many bytes backed, for whoever takes them next. */
  public static void back(long bytes) throws SystemCallException {
    try (Mapping touched = Mapping.anonymous(bytes)) {
      touched.advise(Advice.HUGEPAGE);
      touched.advise(Advice.POPULATE_WRITE);
    }
  }
}

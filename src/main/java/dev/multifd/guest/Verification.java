package dev.multifd.guest;

import org.jspecify.annotations.Nullable;

/**
 * How a whole guest RAM compared with what it must hold.
 *
 * @param pagesCompared pages whose every byte was compared
 * @param pagesAbsent pages that must be zero and of which the kernel says that nothing was ever
 *     stored there
 * @param mismatches pages that differ
 * @param firstMismatch block, page, byte, expected and found value of the first of them; null if
 *     there is none
 * @param elapsedNs time it took
 */
public record Verification(
    long pagesCompared,
    long pagesAbsent,
    long mismatches,
    @Nullable String firstMismatch,
    long elapsedNs) {

  /** Whether every page is as it must be. */
  public boolean identical() {
    return mismatches == 0;
  }

  /** Its figures, for people. */
  public String describe() {
    return firstMismatch == null
        ? pagesCompared + " pages compared, " + pagesAbsent + " absent"
        : mismatches + " pages differ, first " + firstMismatch;
  }
}

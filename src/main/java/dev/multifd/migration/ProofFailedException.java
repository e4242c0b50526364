package dev.multifd.migration;

import dev.multifd.evidence.Check;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A migration ended, but not with what it must: its figures do not count. */
public final class ProofFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  public ProofFailedException(String message) {
    super(message);
  }

  /**
   * Throws if a check failed.
   *
   * @throws ProofFailedException naming each check that failed and its figures
   */
  public static void throwIfFailed(List<Check> checks) throws ProofFailedException {
    String failed =
        checks.stream()
            .filter(check -> !check.passed())
            .map(check -> check.name() + ": " + check.detail())
            .collect(Collectors.joining("; "));
    if (!failed.isEmpty()) {
      throw new ProofFailedException(failed);
    }
  }
}

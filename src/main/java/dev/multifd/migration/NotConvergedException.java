package dev.multifd.migration;

import dev.multifd.guest.RamBlock;
import dev.multifd.source.NotConverged;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A guest dirtied its RAM faster than the migration's limits allowed to send. */
public final class NotConvergedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient NotConverged outcome;
  private final transient Optional<GuestWork> guest;

  public NotConvergedException(NotConverged outcome) {
    this(outcome, Optional.empty());
  }

  private NotConvergedException(NotConverged outcome, Optional<GuestWork> guest) {
    super(message(outcome, UnaryOperator.identity()));
    this.outcome = outcome;
    this.guest = guest;
  }

  NotConvergedException with(Optional<GuestWork> work) {
    return new NotConvergedException(outcome, work);
  }

  private static String message(NotConverged outcome, UnaryOperator<String> nameOf) {
    return String.format(
        Locale.ROOT,
        "did not converge in %.1f s and %d rounds: remaining ram %d kbytes, dirty pages rate %d"
            + " pages, bandwidth %.0f MB/s; give a longer %s or %s, more %s, or %s auto-converge",
        outcome.elapsedNs() / 1e9,
        outcome.rounds().size(),
        (outcome.remainingPages() * RamBlock.PAGE_BYTES) >> 10,
        outcome.dirtyPagesPerSecond(),
        outcome.bandwidth() / 1e6,
        nameOf.apply("limit"),
        nameOf.apply("downtimeLimitMs"),
        nameOf.apply("maxBandwidth"),
        nameOf.apply("throttling"));
  }

  /**
   * The message for people who know a scenario's parameters by other names.
   *
   * @param nameOf what they call a parameter
   */
  public String message(UnaryOperator<String> nameOf) {
    return message(outcome, nameOf);
  }

  /** How fast the guest's writers were, if that is known. */
  public Optional<GuestWork> guest() {
    return guest;
  }

  /** How far it came. */
  public NotConverged outcome() {
    return outcome;
  }
}

package dev.multifd.migration;

import dev.multifd.guest.RamBlock;
import dev.multifd.source.NotConverged;
import java.io.IOException;
import java.util.Locale;

/** A guest dirtied its RAM faster than the migration's limits allowed to send. */
public final class NotConvergedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient NotConverged outcome;

  NotConvergedException(NotConverged outcome) {
    super(
        String.format(
            Locale.ROOT,
            "did not converge in %.1f s and %d rounds: remaining ram %d kbytes, dirty pages rate %d"
                + " pages, bandwidth %.0f MB/s; give a longer limit or downtimeLimit, more"
                + " maxBandwidth, or throttling auto-converge",
            outcome.elapsedNs() / 1e9,
            outcome.rounds().size(),
            (outcome.remainingPages() * RamBlock.PAGE_BYTES) >> 10,
            outcome.dirtyPagesPerSecond(),
            outcome.bandwidth() / 1e6));
    this.outcome = outcome;
  }

  /** How far it came. */
  public NotConverged outcome() {
    return outcome;
  }
}

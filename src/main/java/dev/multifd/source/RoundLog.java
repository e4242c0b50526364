package dev.multifd.source;

import dev.multifd.counters.Phase;
import dev.multifd.guest.VirtualCpus;
import java.util.ArrayList;
import java.util.List;

/** Keeps what each round came to. One thread uses it. */
final class RoundLog {
  private final Clock clock;
  private final VirtualCpus cpus;
  private final SentTotals sent;
  private final List<RoundReport> reports = new ArrayList<>();
  private SentTotals.Snapshot sentBefore;
  private Phase phase = Phase.SETUP;
  private long startNs;
  private long syncNs;
  private long freshPages;
  private long dirtyPages;
  private long writesBefore;
  private long guestWrites;
  private double dirtyPagesPerNs;

  RoundLog(Clock clock, VirtualCpus cpus, SentTotals sent) {
    this.clock = clock;
    this.cpus = cpus;
    this.sent = sent;
    this.sentBefore = sent.snapshot();
    this.writesBefore = cpus.writes();
  }

  /**
   * The bitmap was synchronised: a round ends, if there is one, and the next begins.
   *
   * @param took how long that took, in nanoseconds
   */
  void begin(long took, long fresh, long dirty) {
    long now = clock.sinceStartNs();
    dirtyPagesPerNs = (double) fresh / Math.max(1, now - startNs);
    if (phase == Phase.SETUP) {
      sentBefore = sent.snapshot();
    } else {
      end();
    }
    long writes = cpus.writes();
    phase = clock.phase();
    startNs = now;
    syncNs = took;
    freshPages = fresh;
    dirtyPages = dirty;
    guestWrites = writes - writesBefore;
    writesBefore = writes;
  }

  /** Ends the round that runs. */
  void end() {
    SentTotals.Snapshot now = sent.snapshot();
    SentTotals.Snapshot done = now.since(sentBefore);
    sentBefore = now;
    reports.add(
        new RoundReport(
            phase,
            startNs,
            clock.sinceStartNs() - startNs,
            syncNs,
            freshPages,
            dirtyPages,
            done.normalPages(),
            done.zeroPages(),
            done.bytes(),
            guestWrites));
  }

  /** Fresh dirty pages a second between the last two synchronisations. */
  long dirtyPagesPerSecond() {
    return Math.round(dirtyPagesPerNs * 1e9);
  }

  List<RoundReport> reports() {
    return List.copyOf(reports);
  }
}

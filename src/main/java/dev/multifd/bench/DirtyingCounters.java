package dev.multifd.bench;

import dev.multifd.migration.GuestWork;
import dev.multifd.migration.MigrationReport;
import dev.multifd.source.BookedReport;
import dev.multifd.source.NotConverged;
import dev.multifd.source.RoundReport;
import dev.multifd.source.SourceReport;
import java.util.List;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What there is to say of a migration whose guest goes on writing; see {@link MigrationCounters}.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class DirtyingCounters {
  /** 1 if it was completed, 0 if its time limit came first. */
  public double converged;

  /** How often the dirty bitmap was synchronised (QEMU {@code dirty sync count}). */
  public double dirtySyncs;

  /** Dirty when the time limit came; 0 if it was completed. */
  public double remainingPages;

  /** Of all rounds but the first, and of the time that these took. */
  public double laterNormalPages;

  public double laterMs;
  public double laterNormalPagesPerS;

  /** Synchronisations of the dirty bitmap: their median. */
  public double syncMs;

  /** By the books that count: what the series would have printed, with v5. */
  public double bookedBytes;

  /** From the end of the setup until the guest was stopped, or the time limit came. */
  public double precopyMs;

  public double guestPagesPerSBefore;
  public double guestPagesPerSMeanwhile;
  public double guestSlowDownPercent;

  void take(MigrationReport report) {
    SourceReport s = report.source();
    BookedReport booked = s.booked();
    converged = 1;
    dirtySyncs = s.dirtySyncCount();
    bookedBytes = booked.transferredBytes();
    precopyMs = (s.totalNs() - s.downtimeNs() - s.setupNs()) / 1e6;
    takeLater(s.rounds());
    report.guest().ifPresent(this::take);
  }

  void take(GuestWork guest) {
    guestPagesPerSBefore = guest.pagesPerSecondBefore();
    guestPagesPerSMeanwhile = guest.pagesPerSecondMeanwhile();
    guestSlowDownPercent = guest.slowDownPercent();
  }

  void take(NotConverged outcome) {
    dirtySyncs = outcome.rounds().size();
    remainingPages = outcome.remainingPages();
    precopyMs = (outcome.elapsedNs() - outcome.rounds().getFirst().startNs()) / 1e6;
    bookedBytes = outcome.bookedBytes();
    takeLater(outcome.rounds());
  }

  /** What the first round sends is the guest as it was; the later ones are what it dirties. */
  private void takeLater(List<RoundReport> rounds) {
    long[] syncs = rounds.stream().mapToLong(RoundReport::syncNs).sorted().toArray();
    syncMs = syncs.length == 0 ? 0 : syncs[syncs.length / 2] / 1e6;
    long ns = 0;
    for (RoundReport round : rounds.subList(Math.min(1, rounds.size()), rounds.size())) {
      laterNormalPages += round.normalPages();
      ns += round.durationNs();
    }
    laterMs = ns / 1e6;
    laterNormalPagesPerS = ns == 0 ? 0 : laterNormalPages * 1e9 / ns;
  }
}

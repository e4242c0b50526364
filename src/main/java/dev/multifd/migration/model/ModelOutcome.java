package dev.multifd.migration.model;

import dev.multifd.source.SaveLoop;

/**
 * What {@code info migrate} would print of a modelled migration, by the books that it was told to
 * keep, and the truth beside it.
 *
 * @param ending whether it converged
 * @param totalNs from the start to the end, or to the time limit
 * @param downtimeNs of it, with the guest stopped; 0 if it never was
 * @param setupNs of it, before the first page
 * @param transferredBytes as booked
 * @param duplicatePages zero pages as counted
 * @param normalPages pages sent whole as counted
 * @param dirtySyncCount with setup's and the last one
 * @param multifdBytes as booked on the multifd channels
 * @param precopyBytes booked while the guest ran; of current multifd the main channel's alone
 * @param downtimeBytes booked while it stood, likewise
 * @param trueBytes that were really sent
 * @param truePages that were really sent, or found to be zero
 * @param remainingPages left dirty at the end
 * @param freshPages found dirty by all synchronisations that were not dirty before
 */
public record ModelOutcome(
    SaveLoop.Ending ending,
    long totalNs,
    long downtimeNs,
    long setupNs,
    long transferredBytes,
    long duplicatePages,
    long normalPages,
    long dirtySyncCount,
    long multifdBytes,
    long precopyBytes,
    long downtimeBytes,
    long trueBytes,
    long truePages,
    long remainingPages,
    long freshPages) {
  /** Whether the guest came to be stopped. */
  public boolean converged() {
    return ending == SaveLoop.Ending.COMPLETED;
  }

  /** From the first page until the guest was stopped. */
  public long precopyNs() {
    return totalNs - downtimeNs - setupNs;
  }

  /** Megabits (10^6) a second after setup. */
  public double throughputMbps() {
    return transferredBytes * 8e3 / Math.max(1, totalNs - setupNs);
  }

  /** Pages that were sent and that the books do not have. */
  public long missingPages() {
    return truePages - duplicatePages - normalPages;
  }

  /** Pages newly dirty a second, over the whole run. */
  public long dirtyPagesPerSecond() {
    return Math.round(freshPages * 1e9 / Math.max(1, totalNs - setupNs));
  }
}

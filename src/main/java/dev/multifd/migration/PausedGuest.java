package dev.multifd.migration;

import dev.multifd.evidence.Check;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.io.CpuAffinity;
import dev.multifd.io.SystemCallException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** It writes nothing, so that each of its pages is sent once. */
final class PausedGuest implements GuestLife {
  private final LongSupplier normalPages;
  private SoftwareDirtyTracker tracker = new SoftwareDirtyTracker();

  /**
   * @param normalPages pages that must be sent whole
   */
  PausedGuest(LongSupplier normalPages) {
    this.normalPages = normalPages;
  }

  @Override
  public void begin(GuestRam ram) {
    tracker = new SoftwareDirtyTracker();
  }

  @Override
  public DirtyTracker tracker() {
    return tracker;
  }

  @Override
  public VirtualCpus cpus() {
    return VirtualCpus.IDLE;
  }

  @Override
  public CpuAffinity migrating() throws SystemCallException {
    return CpuSharing.SHARED.migrating();
  }

  @Override
  public Optional<GuestWork> work(long runningNs) {
    return Optional.empty();
  }

  /** A scanner that takes zero pages for normal ones would pass all other checks. */
  @Override
  public List<Check> checks(MigrationReport report) {
    return List.of(
        Check.equal(
            "normal pages = the guest's non-zero pages",
            report.source().normalPages(),
            normalPages.getAsLong()));
  }

  @Override
  public void end() {}
}

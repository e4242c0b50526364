package dev.multifd.migration;

import dev.multifd.evidence.Check;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.DirtyTrackerKind;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.StressGuest;
import dev.multifd.guest.StressedContent;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.io.CpuAffinity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Its writers dirty its RAM from before the migration to the moment when they are parked. */
final class DirtyingGuest implements GuestLife {
  /** For how long the writers are watched before each migration. */
  private static final long UNDISTURBED_MS = 300;

  /** A migration may be over before so few are written. */
  private static final int FEW_PAGES = 100;

  private final StressedContent content;
  private final DirtyTrackerKind trackerKind;
  private final CpuSharing sharing;
  private @Nullable StressGuest writers;
  private DirtyTracker tracker;
  private double pagesPerSecondBefore;
  private long writesBefore;

  /**
   * @throws PrerequisiteException if the tracker, or processors apart, are not to be had here
   */
  DirtyingGuest(StressedContent content, DirtyTrackerKind trackerKind, CpuSharing sharing)
      throws IOException {
    sharing.check();
    Optional<String> reasonAbsent = trackerKind.reasonAbsent();
    if (reasonAbsent.isPresent()) {
      throw new PrerequisiteException(
          "dirtyTracker is '"
              + ParameterText.of(trackerKind)
              + "': "
              + reasonAbsent.get()
              + ": give software");
    }
    this.content = content;
    this.trackerKind = trackerKind;
    this.sharing = sharing;
    this.tracker = trackerKind.create();
  }

  @Override
  public void begin(GuestRam ram) throws IOException, InterruptedException {
    tracker = trackerKind.create();
    StressGuest begun = new StressGuest(ram, content, tracker);
    writers = begun;
    try (CpuAffinity _ = sharing.startingGuest()) {
      begun.start();
    }
    long fromNs = System.nanoTime();
    long from = begun.writes();
    TimeUnit.MILLISECONDS.sleep(UNDISTURBED_MS);
    pagesPerSecondBefore = (begun.writes() - from) * 1e9 / (System.nanoTime() - fromNs);
  }

  private StressGuest writers() {
    StressGuest begun = writers;
    if (begun == null) {
      throw new IllegalStateException("begin() comes first");
    }
    return begun;
  }

  @Override
  public DirtyTracker tracker() {
    return tracker;
  }

  @Override
  public VirtualCpus cpus() {
    return writers();
  }

  @Override
  public CpuAffinity migrating() throws IOException {
    writesBefore = writers().writes();
    return sharing.migrating();
  }

  @Override
  public Optional<GuestWork> work(long runningNs) {
    double meanwhile = (writers().writes() - writesBefore) * 1e9 / Math.max(1, runningNs);
    return Optional.of(new GuestWork(pagesPerSecondBefore, meanwhile, tracker.granularityBytes()));
  }

  @Override
  public List<Check> checks(MigrationReport report) {
    long failures = writers().checkFailures();
    long written = writers().writes() - writesBefore;
    double due = pagesPerSecondBefore * report.runningNs() / 1e9;
    return List.of(
        new Check(
            "the guest read back what it wrote",
            failures == 0,
            failures + writers().firstCheckFailure().map(first -> ", first " + first).orElse("")),
        new Check(
            "the guest wrote while it migrated",
            written > 0 || due < FEW_PAGES,
            written + " pages"));
  }

  @Override
  public void end() {
    StressGuest begun = writers;
    if (begun != null) {
      begun.close();
      writers = null;
    }
  }
}

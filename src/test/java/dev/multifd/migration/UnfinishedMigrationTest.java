package dev.multifd.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.multifd.counters.Phase;
import dev.multifd.destination.Arrival;
import dev.multifd.destination.DestinationOptions;
import dev.multifd.destination.DestinationReport;
import dev.multifd.destination.MigrationDestination;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Threads;
import dev.multifd.fixture.Trackers;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.DirtyTrackerKind;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.StressGuest;
import dev.multifd.guest.StressParameters;
import dev.multifd.guest.StressedContent;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.payload.Compression;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Dispatch;
import dev.multifd.source.MigrationSource;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.SourceProgress;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.Throttling;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A migration of a guest that writes ends before it is complete: the guest lives on as if it had
 * never begun, and is migrated again.
 */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class UnfinishedMigrationTest {
  private static final IdleGuest IDLE =
      new IdleGuest(IdleGuestParameters.DEFAULT.withRamBytes(16L << 20));

  /** Far less than the writers dirty. */
  private static final long BANDWIDTH = 8L << 20;

  private static SourceOptions options(ConvergenceOptions convergence) {
    return new SourceOptions(
        2,
        ZeroPageDetection.MULTIFD,
        Dispatch.RANGE,
        ScannerKind.BEST,
        Sampling.NONE,
        PresenceKind.OFF,
        Compression.NONE,
        PackingKind.MERGED_RUNS,
        StreamOptions.DEFAULT,
        Accounting.EXACT,
        convergence,
        Duration.ofSeconds(10));
  }

  private static SourceOptions endless(Duration timeLimit) {
    return options(
        new ConvergenceOptions(Duration.ofMillis(1), BANDWIDTH, timeLimit, Throttling.OFF));
  }

  private static final Duration LONG = Duration.ofMinutes(10);

  /** What ends it. */
  enum End {
    /** Whoever has called it is interrupted. */
    CANCEL {
      @Override
      void migrate(GuestRam from, GuestRam to, DirtyTracker tracker, StressGuest guest) {
        LocalMigration migration = local(from, to, tracker, guest, endless(LONG));
        FutureTask<MigrationReport> task = new FutureTask<>(migration::run);
        Thread caller = Thread.ofPlatform().daemon().name("fake/caller").start(task);
        awaitPages(migration::progress);
        caller.interrupt();
        Threads.join(caller);
        assertThat(task.exceptionNow()).isInstanceOf(InterruptedException.class);
      }
    },
    /** The destination gives up. */
    FAILURE {
      @Override
      void migrate(GuestRam from, GuestRam to, DirtyTracker tracker, StressGuest guest)
          throws IOException {
        try (Spoiled spoiled = new Spoiled(to)) {
          MigrationSource source = new MigrationSource(from, tracker, guest, endless(LONG));
          Thread spoiler =
              Thread.ofPlatform()
                  .daemon()
                  .name("fake/spoiler")
                  .start(() -> {
                    awaitPages(source::progress);
                    spoiled.spoil();
                  });
          spoiled.assertFails(source);
          Threads.join(spoiler);
        }
      }
    },
    /** It gives up when the guest has just been stopped. */
    FAILURE_IN_THE_STANDSTILL {
      @Override
      void migrate(GuestRam from, GuestRam to, DirtyTracker tracker, StressGuest guest)
          throws IOException {
        try (Spoiled spoiled = new Spoiled(to)) {
          VirtualCpus cpus =
              new VirtualCpus() {
                @Override
                public void stop() {
                  guest.stop();
                  spoiled.spoil();
                }

                @Override
                public void resume() {
                  guest.resume();
                }
              };
          spoiled.assertFails(
              new MigrationSource(from, tracker, cpus, options(ConvergenceOptions.DEFAULT)));
        }
      }
    },
    /** Its time is up. */
    NOT_CONVERGED {
      @Override
      void migrate(GuestRam from, GuestRam to, DirtyTracker tracker, StressGuest guest) {
        SourceOptions options = endless(Duration.ofMillis(150));
        assertThatExceptionOfType(NotConvergedException.class)
            .isThrownBy(() -> local(from, to, tracker, guest, options).run())
            .satisfies(e -> {
              assertThat(e.outcome().remainingPages()).isPositive();
              assertThat(e.outcome().bookedBytes()).isPositive();
              assertThat(e.outcome().elapsedNs()).isGreaterThanOrEqualTo(150_000_000);
              assertThat(e.outcome().rounds()).isNotEmpty();
            });
      }
    };

    abstract void migrate(GuestRam from, GuestRam to, DirtyTracker tracker, StressGuest guest)
        throws IOException, InterruptedException;
  }

  /** A destination that fails when it is told to. */
  private static final class Spoiled implements AutoCloseable {
    private final MigrationDestination destination;
    private final FutureTask<DestinationReport> incoming;
    private final Thread receiver;

    Spoiled(GuestRam to) throws IOException {
      SourceOptions options = endless(LONG);
      DestinationOptions there =
          new DestinationOptions(
              options.channels(),
              options.stream().vm(),
              options.compression().method(),
              false,
              Arrival.DEFAULT,
              options.timeout());
      destination = new MigrationDestination(to, there, Transport.UNIX.endpoint());
      incoming = new FutureTask<>(destination::run);
      receiver = Thread.ofPlatform().daemon().name("destination").start(incoming);
    }

    void spoil() {
      destination.cancel("it is to fail");
    }

    void assertFails(MigrationSource source) {
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(() -> source.run(destination.endpoint()))
          .withMessageStartingWith("source ");
    }

    @Override
    public void close() throws IOException {
      Threads.join(receiver);
      destination.close();
      assertThat(incoming.exceptionNow()).hasMessageEndingWith("it is to fail");
    }
  }

  private static LocalMigration local(
      GuestRam from, GuestRam to, DirtyTracker tracker, StressGuest guest, SourceOptions options) {
    return new LocalMigration(from, to, tracker, guest, options, Arrival.DEFAULT, Transport.UNIX);
  }

  /** Until it is in the middle of it. */
  private static void awaitPages(Supplier<SourceProgress> progress) {
    Threads.await(() -> {
      SourceProgress now = progress.get();
      return now != null && now.phase() == Phase.PRECOPY && now.normalPages() > 0;
    });
  }

  /** Counts how often it is told to begin and to end. */
  private static final class Counted implements DirtyTracker {
    private final DirtyTracker tracker;
    private int starts;
    private int stops;

    Counted(DirtyTracker tracker) {
      this.tracker = tracker;
    }

    @Override
    public void start(GuestRam ram) throws IOException {
      starts++;
      tracker.start(ram);
    }

    @Override
    public void mark(RamBlock block, long page) {
      tracker.mark(block, page);
    }

    @Override
    public long sync() throws IOException {
      return tracker.sync();
    }

    @Override
    public void stop() throws IOException {
      stops++;
      tracker.stop();
    }
  }

  static Stream<Arguments> ends() {
    return Stream.of(DirtyTrackerKind.values())
        .flatMap(kind -> Stream.of(End.values()).map(end -> arguments(kind, end)));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void theGuestLivesOnAndIsMigratedAgain(DirtyTrackerKind kind, End end)
      throws IOException, InterruptedException {
    Counted tracker = new Counted(Trackers.createOrSkip(kind));
    StressedContent content = new StressedContent(IDLE, new StressParameters(2, 2L << 20, 0));
    try (GuestRam from = GuestRam.map(content.layout(), HugePages.ADVISED)) {
      content.load(from);
      try (StressGuest guest = new StressGuest(from, content, tracker)) {
        guest.start();
        try (GuestRam to = GuestRam.map(content.layout(), HugePages.NEVER)) {
          end.migrate(from, to, tracker, guest);
        }
        assertItGoesOn(guest);
        assertThat(tracker.starts).isOne();
        assertThat(tracker.stops).isOne();
        from.blocks().forEach(Trackers::takeDirty);
        assertThat(tracker.sync()).as("nobody notes what is written now").isZero();
        assertAnotherOneSucceeds(from, content, tracker, guest);
        assertThat(tracker.stops).isEqualTo(2);
        assertThat(guest.checkFailures()).isZero();
        guest.resume();
        assertItGoesOn(guest);
      }
    }
  }

  private static void assertAnotherOneSucceeds(
      GuestRam from, StressedContent content, DirtyTracker tracker, StressGuest guest)
      throws IOException, InterruptedException {
    try (GuestRam to = GuestRam.map(content.layout(), HugePages.NEVER)) {
      long before = guest.writes();
      MigrationReport report =
          local(from, to, tracker, guest, options(ConvergenceOptions.DEFAULT)).run();
      assertThat(MigrationProof.of(report, content, to).checks())
          .allSatisfy(check -> assertThat(check.passed()).as("%s", check).isTrue());
      assertThat(guest.writes()).isGreaterThan(before);
    }
  }

  /** Every writer does, or the sum would stand still before long. */
  private static void assertItGoesOn(StressGuest guest) {
    long before = guest.writes();
    Threads.await(() -> guest.writes() > before);
  }
}

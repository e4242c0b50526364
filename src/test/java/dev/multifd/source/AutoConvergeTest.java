package dev.multifd.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.payload.Compression;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a guest is slowed and by how much, and that it is not for longer than it migrates. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class AutoConvergeTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MIB = 1 << 20;
  private static final Duration LONG = Duration.ofDays(1);

  /** Writes down what it is told. */
  private static final class Cpus implements VirtualCpus {
    final List<Integer> throttles = new ArrayList<>();
    int stops;
    int resumes;

    @Override
    public void stop() {
      stops++;
    }

    @Override
    public void resume() {
      resumes++;
    }

    @Override
    public void throttle(int percent) {
      throttles.add(percent);
    }

    int percent() {
      return throttles.isEmpty() ? 0 : throttles.getLast();
    }
  }

  private final Cpus cpus = new Cpus();
  private final AutoConverge autoConverge = new AutoConverge(cpus, 5 * SECOND);
  private long nowNs = 5 * SECOND;
  private long sentBytes;

  private void period(long ns, long dirtiedBytes, long sent) {
    nowNs += ns;
    sentBytes += sent;
    autoConverge.synchronised(nowNs, dirtiedBytes, sentBytes);
  }

  private void over() {
    period(SECOND, 60 * MIB, 100 * MIB);
  }

  private void below() {
    period(SECOND, 40 * MIB, 100 * MIB);
  }

  @Test
  void theFirstPeriodOverTheTriggerIsForgivenAndTheSecondIsNot() {
    over();
    assertThat(cpus.throttles).isEmpty();
    assertThat(autoConverge.percent()).isZero();
    over();
    assertThat(cpus.throttles).containsExactly(20);
    assertThat(autoConverge.percent()).isEqualTo(20);
  }

  @Test
  void everyTwoPeriodsMoreAreTenPercentMoreUpToNinetyNine() {
    for (int period = 0; period < 20; period++) {
      over();
      over();
    }
    assertThat(cpus.throttles.subList(0, 11))
        .containsExactly(20, 30, 40, 50, 60, 70, 80, 90, 99, 99, 99);
    over();
    assertThat(cpus.throttles).as("one period more").hasSize(20).endsWith(99);
  }

  /** QEMU's count is of periods, not of periods in a row. */
  @Test
  void aPeriodBelowTheTriggerNeitherCountsNorForgives() {
    over();
    below();
    below();
    assertThat(cpus.throttles).isEmpty();
    over();
    assertThat(cpus.throttles).containsExactly(20);
    for (int period = 0; period < 10; period++) {
      below();
    }
    assertThat(cpus.throttles).as("nobody speeds it up again").containsExactly(20);
  }

  @Test
  void halfOfWhatWasSentIsNotOverTheTrigger() {
    for (int period = 0; period < 4; period++) {
      period(SECOND, 50 * MIB, 100 * MIB);
    }
    assertThat(cpus.throttles).isEmpty();
    period(SECOND, 50 * MIB + 4096, 100 * MIB);
    period(SECOND, 50 * MIB + 4096, 100 * MIB);
    assertThat(cpus.throttles).containsExactly(20);
  }

  /** What each of them brings is below the trigger of a second, and all together is over it. */
  @Test
  void periodsShorterThanASecondAreOne() {
    for (int part = 0; part < 9; part++) {
      period(SECOND / 10, 6 * MIB, 10 * MIB);
    }
    period(SECOND / 10 - 1, 6 * MIB, 10 * MIB);
    over();
    assertThat(cpus.throttles).as("the tenth ended before the second did").isEmpty();
    for (int part = 0; part < 10; part++) {
      assertThat(cpus.throttles).isEmpty();
      period(SECOND / 10, 6 * MIB, 10 * MIB);
    }
    assertThat(cpus.throttles).containsExactly(20);
  }

  /** Or one that dirties early in a short period would be taken for one that does all the time. */
  @Test
  void whatWasDirtiedIsForgottenWhenAPeriodEnds() {
    period(SECOND, 1000 * MIB, 100 * MIB);
    for (int period = 0; period < 5; period++) {
      below();
    }
    assertThat(cpus.throttles).isEmpty();
  }

  /** Time that moves when the dirty bitmap is synchronised, by more than a period. */
  private static final class SyncTime implements TimeSource {
    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanoTime() {
      return now.get();
    }

    @Override
    public void sleepUntil(long ns) {
      throw new IllegalStateException("there is no limit to wait for");
    }

    void pass() {
      now.addAndGet(SECOND + SECOND / 10);
    }
  }

  private static long dirtyAll(GuestRam ram) {
    return ram.blocks().stream().mapToLong(b -> b.dirty().setRange(0, b.pages())).sum();
  }

  /** Dirties all of its RAM between two looks, until it is slowed so much. */
  private final class Guest implements DirtyTracker {
    private final int enoughPercent;
    private final SyncTime time;
    private final LongSupplier whenSlowed;
    private GuestRam ram;
    private int syncs;
    private boolean stopped;

    Guest(GuestRam ram, SyncTime time, int enoughPercent, LongSupplier whenSlowed) {
      this.ram = ram;
      this.time = time;
      this.enoughPercent = enoughPercent;
      this.whenSlowed = whenSlowed;
    }

    @Override
    public void start(GuestRam tracked) {
      ram = tracked;
    }

    @Override
    public long sync() {
      time.pass();
      syncs++;
      if (cpus.stops > 0) {
        return 0;
      }
      if (cpus.percent() >= enoughPercent) {
        return whenSlowed.getAsLong();
      }
      return dirtyAll(ram);
    }

    @Override
    public void stop() {
      stopped = true;
    }
  }

  private static SourceOptions options(Duration timeLimit, Throttling throttling) {
    return new SourceOptions(
        2,
        ZeroPageDetection.MULTIFD,
        Dispatch.RANGE,
        ScannerKind.LONGS8,
        Sampling.NONE,
        PresenceKind.OFF,
        Compression.NONE,
        PackingKind.MERGED_RUNS,
        StreamOptions.DEFAULT,
        Accounting.EXACT,
        new ConvergenceOptions(Duration.ZERO, 0, timeLimit, throttling),
        Duration.ofSeconds(5));
  }

  private SourceOutcome migrate(Guest guest, SourceOptions options, FakeDestination to)
      throws IOException, InterruptedException {
    return new MigrationSource(guest.ram, guest, cpus, options, guest.time).run(to.endpoint());
  }

  @Test
  void aGuestIsSlowedUntilItIsCaughtUpWith() throws IOException, InterruptedException {
    try (GuestRam ram = Ram.ofPages(300, 65);
        FakeDestination to = FakeDestination.obliging()) {
      Guest guest = new Guest(ram, new SyncTime(), 40, () -> 0);
      SourceReport report =
          (SourceReport) migrate(guest, options(LONG, Throttling.AUTO_CONVERGE), to);
      assertThat(cpus.throttles).containsExactly(20, 30, 40, 0);
      // The setup's, two for each step, one that finds nothing, and that of the standstill.
      assertThat(report.dirtySyncCount()).isEqualTo(guest.syncs).isEqualTo(1 + 2 * 3 + 1 + 1);
      assertThat(cpus.stops).isOne();
      assertThat(cpus.resumes).as("it lives over there now").isZero();
      assertThat(guest.stopped).isTrue();
    }
  }

  @Test
  void aGuestIsSlowedOnlyIfThatIsAskedFor() throws IOException, InterruptedException {
    try (GuestRam ram = Ram.ofPages(300, 65);
        FakeDestination to = FakeDestination.obliging()) {
      Guest guest = new Guest(ram, new SyncTime(), 1, () -> 0);
      assertThat(migrate(guest, options(Duration.ofSeconds(60), Throttling.OFF), to))
          .isInstanceOf(NotConverged.class);
      assertThat(cpus.throttles).containsExactly(0);
    }
  }

  @Test
  void aGuestThatDoesNotConvergeIsNotSlowedAnyLonger() throws IOException, InterruptedException {
    try (GuestRam ram = Ram.ofPages(300, 65);
        FakeDestination to = FakeDestination.obliging()) {
      Guest guest = new Guest(ram, new SyncTime(), 100, () -> 0);
      SourceOutcome outcome =
          migrate(guest, options(Duration.ofSeconds(60), Throttling.AUTO_CONVERGE), to);
      assertThat(outcome).isInstanceOf(NotConverged.class);
      assertThat(cpus.throttles).startsWith(20, 30, 40).endsWith(99, 0);
      assertThat(cpus.stops).as("it was never stopped").isZero();
      assertThat(guest.stopped).isTrue();
    }
  }

  @Test
  void aGuestWhoseMigrationFailsIsNotSlowedAnyLonger() throws IOException {
    try (GuestRam ram = Ram.ofPages(300, 65);
        FakeDestination to = FakeDestination.obliging()) {
      Guest guest =
          new Guest(
              ram,
              new SyncTime(),
              30,
              () -> {
                throw new IllegalStateException("the log is gone");
              });
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(() -> migrate(guest, options(LONG, Throttling.AUTO_CONVERGE), to))
          .withMessageContaining("the log is gone");
      assertThat(cpus.throttles).containsExactly(20, 30, 0);
      assertThat(cpus.resumes).isOne();
      assertThat(guest.stopped).isTrue();
    }
  }

  @Test
  void aGuestWhoseMigrationIsCancelledIsNotSlowedAnyLonger() throws IOException {
    try (GuestRam ram = Ram.ofPages(300, 65);
        FakeDestination to = FakeDestination.obliging()) {
      Thread caller = Thread.currentThread();
      Guest guest =
          new Guest(
              ram,
              new SyncTime(),
              30,
              () -> {
                caller.interrupt();
                return dirtyAll(ram); // so that it does not end by itself
              });
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> migrate(guest, options(LONG, Throttling.AUTO_CONVERGE), to));
      assertThat(cpus.throttles).startsWith(20, 30).endsWith(0);
      assertThat(cpus.resumes).isOne();
      assertThat(guest.stopped).isTrue();
    }
  }
}

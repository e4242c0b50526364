package dev.multifd.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.guest.DirtyTrackerKind;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.migration.MigrationReport;
import dev.multifd.migration.ProofFailedException;
import dev.multifd.suite.Benchmark;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs what the benchmarks run, once and small, and pins the answers. */
@ExtendWith(NoLeaks.class)
class BenchmarkCorrectnessTest {
  private static final int DISPATCH_PAGES = 4 << 20;

  private static final IdleGuestParameters SMALL =
      IdleGuestParameters.DEFAULT.withRamBytes(64 << 20);

  @ParameterizedTest
  @CsvSource({
    "precopy, legacy, page, tcp",
    "multifd, legacy, range, unix",
    "multifd, multifd, page, unix",
    "multifd, multifd, range, tcp",
    "multifd, none, range, unix",
  })
  void idleGuest(String mode, String detection, String dispatch, String transport)
      throws IOException, InterruptedException {
    IdleGuestBenchmark benchmark = new IdleGuestBenchmark();
    BenchmarkFields.setDefaults(benchmark);
    benchmark.mode = mode;
    benchmark.zeroPageDetection = detection;
    benchmark.dispatch = dispatch;
    benchmark.transport = transport;
    benchmark.channels = "2";
    benchmark.guestSize = "64M";
    benchmark.makeGuest();
    for (int shot = 0; shot < 2; shot++) {
      MigrationCounters counters = new MigrationCounters();
      benchmark.prepare();
      MigrationReport report = benchmark.migrate(counters);
      benchmark.prove();
      long pages = SMALL.ramBytes() / 4096 + IdleGuest.FIRMWARE_PAGES;
      boolean looked = !detection.equals("none");
      assertThat((long) counters.normalPages).isEqualTo(looked ? SMALL.nonZeroPages() : pages);
      assertThat((long) (counters.normalPages + counters.zeroPages)).isEqualTo(pages);
      assertThat((long) counters.transferredBytes).isEqualTo(report.source().socketBytes());
      assertThat((long) counters.multifdBytes).isEqualTo(report.source().multifdBytes());
      assertThat(counters.dataPackets > 0).isEqualTo(mode.equals("multifd"));
      assertThat(counters.precopyBytes + counters.downtimeBytes)
          .isGreaterThan(counters.normalPages * 4096);
      assertThat(counters.downtimeBytes).isPositive();
      assertThat(counters.totalMs).isGreaterThan(counters.setupMs + counters.downtimeMs);
      assertThat(List.of(counters.setupMs, counters.downtimeMs, counters.writeCalls))
          .allMatch(value -> value > 0);
      assertThat(counters.readCalls).isPositive();
      assertThat(counters.sourceMainCpuMs + counters.sourceChannelsCpuMs).isPositive();
      assertThat(counters.destinationMainCpuMs + counters.destinationChannelsCpuMs).isPositive();
      assertThat(counters.destinationFaults).isPositive();
      assertThat(counters.sendLatencyP99Us).isGreaterThanOrEqualTo(counters.sendLatencyP50Us);
    }
    benchmark.discardGuest();
  }

  @ParameterizedTest
  @CsvSource({
    "precopy, legacy, range, exact, software",
    "multifd, legacy, range, exact, kernel",
    "multifd, multifd, range, exact, software",
    "multifd, multifd, page, v5, software",
    "multifd, multifd, range, exact, kernel",
  })
  void dirtyingGuest(
      String mode, String detection, String dispatch, String accounting, String tracker)
      throws IOException, InterruptedException {
    assumeThat(DirtyTrackerKind.valueOf(tracker.toUpperCase(Locale.ROOT)).reasonAbsent()).isEmpty();
    DirtyingGuestBenchmark benchmark = smallDirtying();
    benchmark.mode = mode;
    benchmark.zeroPageDetection = detection;
    benchmark.dispatch = dispatch;
    benchmark.accounting = accounting;
    benchmark.dirtyTracker = tracker;
    benchmark.makeGuest();
    for (int shot = 0; shot < 2; shot++) {
      MigrationCounters counters = new MigrationCounters();
      DirtyingCounters dirtying = new DirtyingCounters();
      benchmark.prepare();
      long ns = benchmark.migrate(counters, dirtying);
      benchmark.prove();
      assertThat(counters.totalMs).isEqualTo(ns / 1e6);
      assertThat(dirtying.converged).isOne();
      assertThat(dirtying.remainingPages).isZero();
      assertThat(dirtying.dirtySyncs).isGreaterThanOrEqualTo(3);
      assertThat(dirtying.laterNormalPages).isBetween(1.0, counters.normalPages);
      assertThat(dirtying.laterNormalPagesPerS).isPositive();
      if (accounting.equals("exact")) {
        assertThat(dirtying.bookedBytes).isEqualTo(counters.transferredBytes);
      } else {
        assertThat(dirtying.bookedBytes).isGreaterThan(1.5 * counters.transferredBytes);
      }
      assertThat(dirtying.guestPagesPerSBefore).isGreaterThan(5_000);
      assertThat(dirtying.guestPagesPerSMeanwhile).isPositive();
    }
    benchmark.discardGuest();
  }

  /** What does not converge is a result; the next shot finds the guest as the first did. */
  @Test
  void aDirtyingGuestThatDoesNotConvergeIsMeasuredAndMigratedAgain()
      throws IOException, InterruptedException {
    DirtyingGuestBenchmark benchmark = smallDirtying();
    benchmark.maxBandwidth = "8M";
    benchmark.downtimeLimitMs = "1";
    benchmark.limit = "1";
    benchmark.makeGuest();
    for (int shot = 0; shot < 2; shot++) {
      MigrationCounters counters = new MigrationCounters();
      DirtyingCounters dirtying = new DirtyingCounters();
      benchmark.prepare();
      long ns = benchmark.migrate(counters, dirtying);
      benchmark.prove();
      assertThat(ns).isBetween(1_000_000_000L, 20_000_000_000L);
      assertThat(dirtying.converged).isZero();
      assertThat(dirtying.remainingPages).isPositive();
      assertThat(dirtying.guestPagesPerSMeanwhile).isPositive();
      assertThat(dirtying.syncMs).isPositive();
      assertThat(dirtying.bookedBytes).isBetween(1e6, 40e6);
    }
    benchmark.discardGuest();
  }

  private static DirtyingGuestBenchmark smallDirtying() {
    DirtyingGuestBenchmark benchmark = new DirtyingGuestBenchmark();
    BenchmarkFields.setDefaults(benchmark);
    benchmark.guestSize = "64M";
    benchmark.stressWriters = "2";
    benchmark.stressBytes = "4M";
    benchmark.dirtyRate = "20000";
    benchmark.channels = "2";
    return benchmark;
  }

  @ParameterizedTest
  @CsvSource({"range, 4, zero", "page, 2, zero", "range, 2, normal", "page, 4, normal"})
  void dispatch(String dispatch, String channels, String pages)
      throws IOException, InterruptedException {
    DispatchBenchmark benchmark = new DispatchBenchmark();
    benchmark.dispatch = dispatch;
    benchmark.channels = channels;
    benchmark.pages = pages;
    benchmark.start();
    for (int shot = 1; shot <= 2; shot++) {
      DispatchBenchmark.Cpu cpu = new DispatchBenchmark.Cpu();
      benchmark.markDirty();
      assertThat(benchmark.dispatch(cpu)).isEqualTo((long) shot * DISPATCH_PAGES);
      assertThat(cpu.cpuNsPerPage).isBetween(0.01, 100_000.0);
      benchmark.prove();
    }
    benchmark.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "cursor, backoff, 4, 0",
    "cursor, yielding, 1, 1",
    "queue, sleeping, 2, 0",
    "queue, backoff, 3, 1",
    "semaphore, backoff, 4, 0"
  })
  void handOver(String way, String idle, String channels, String dirtyingThreads)
      throws IOException, InterruptedException {
    HandOverBenchmark benchmark = new HandOverBenchmark();
    benchmark.handOver = way;
    benchmark.idle = idle;
    benchmark.channels = channels;
    benchmark.dirtyingThreads = dirtyingThreads;
    benchmark.start();
    for (int shot = 0; shot < 3; shot++) {
      assertThat(benchmark.round()).isEqualTo(20_000L * 19_999 / 2);
      benchmark.prove();
    }
    benchmark.stop();
  }

  /** A round that nobody prepared has nothing to send, and that is no answer. */
  @Test
  void dispatchOfNothingIsAnError() throws IOException, InterruptedException {
    DispatchBenchmark benchmark = new DispatchBenchmark();
    benchmark.dispatch = "range";
    benchmark.channels = "1";
    benchmark.pages = "zero";
    benchmark.start();
    try {
      benchmark.dispatch(new DispatchBenchmark.Cpu());
      assertThatExceptionOfType(ProofFailedException.class)
          .isThrownBy(benchmark::prove)
          .withMessage("pages sent = dirty pages: 0 is not 4194304");
    } finally {
      benchmark.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, clusters, 4, writev, fresh",
    "unix, uniform, 3, writev, warm",
    "unix, one-block, 1, nio, fresh",
    "tcp, clusters, 2, nio, warm",
  })
  void transportCeiling(
      String transport, String placement, String channels, String calls, String destinationState)
      throws IOException, InterruptedException {
    TransportCeilingBenchmark benchmark = new TransportCeilingBenchmark();
    BenchmarkFields.setDefaults(benchmark);
    benchmark.transport = transport;
    benchmark.placement = placement;
    benchmark.channels = channels;
    benchmark.calls = calls;
    benchmark.destinationState = destinationState;
    benchmark.guestSize = "64M";
    benchmark.stressWriters = destinationState.equals("warm") ? "2" : "0";
    benchmark.stressBytes = "2M";
    benchmark.makeGuest();
    for (int shot = 0; shot < 2; shot++) {
      benchmark.rehearse();
      benchmark.prepare();
      assertThat(benchmark.writevReadv()).isEqualTo(SMALL.nonZeroPages() * 4096);
      benchmark.check();
    }
    benchmark.discardGuest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"best", "longs8", "mismatch"})
  void scan(String scanner) throws IOException {
    IterationParams cold =
        new IterationParams(IterationType.WARMUP, 2, TimeValue.milliseconds(1), 1);
    ScanBenchmark benchmark = new ScanBenchmark();
    BenchmarkFields.setDefaults(benchmark);
    benchmark.scanner = scanner;
    benchmark.regime = "never-touched-4k";
    benchmark.makeSet();
    for (int shot = 0; shot < 2; shot++) {
      ScanCounters counters = new ScanCounters();
      benchmark.rehearse();
      long pages = (64 << 20) / 4096;
      long found = benchmark.scan(counters, cold);
      benchmark.prove();
      assertThat(found).isPositive().matches(zero -> zero % pages == 0);
      assertThat(counters.faults).isGreaterThan(0.9 * pages);
    }
    benchmark.discardSet();
  }

  private static Object instanceOf(Benchmark benchmark) {
    return switch (benchmark) {
      case IDLE_GUEST -> new IdleGuestBenchmark();
      case DIRTYING_GUEST -> new DirtyingGuestBenchmark();
      case DISPATCH -> new DispatchBenchmark();
      case TRANSPORT_CEILING -> new TransportCeilingBenchmark();
      case SCAN -> new ScanBenchmark();
      case HAND_OVER -> new HandOverBenchmark();
      case PEER -> new PeerBenchmark();
    };
  }

  private static void setUp(Object benchmark) throws IOException, InterruptedException {
    switch (benchmark) {
      case IdleGuestBenchmark idle -> idle.makeGuest();
      case DirtyingGuestBenchmark dirtying -> dirtying.makeGuest();
      case DispatchBenchmark dispatch -> dispatch.start();
      case TransportCeilingBenchmark ceiling -> ceiling.makeGuest();
      case ScanBenchmark scan -> scan.makeSet();
      case HandOverBenchmark handOver -> handOver.start();
      case PeerBenchmark peer -> peer.makeGuest();
      default -> throw new IllegalArgumentException(benchmark.toString());
    }
  }

  static Stream<Benchmark> benchmarks() {
    return Arrays.stream(Benchmark.values());
  }

  /** The suite sets each parameter by its name: none may be missing, or mean nothing. */
  @ParameterizedTest
  @MethodSource("benchmarks")
  void parametersAreThoseOfTheSuite(Benchmark benchmark) {
    Map<String, String> declared =
        Arrays.stream(instanceOf(benchmark).getClass().getFields())
            .filter(field -> field.isAnnotationPresent(Param.class))
            .collect(
                Collectors.toMap(
                    field -> field.getName(),
                    field -> field.getAnnotation(Param.class).value()[0]));
    assertThat(declared).isEqualTo(benchmark.defaults());
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void nonsenseInAnyParameterIsRefusedBeforeAGuestIsMade(Benchmark of) {
    for (String name : of.defaults().keySet()) {
      Object benchmark = instanceOf(of);
      BenchmarkFields.setDefaults(benchmark);
      BenchmarkFields.set(benchmark, name, "nonsense");
      if (name.equals("guest")) {
        // A file's name may be anything; it is the file that is missing.
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> setUp(benchmark))
            .withMessageContaining("nonsense");
      } else {
        assertThatExceptionOfType(IllegalArgumentException.class)
            .as("%s.%s", of, name)
            .isThrownBy(() -> setUp(benchmark))
            .withMessageStartingWith(name + " is 'nonsense': give ");
      }
    }
  }
}

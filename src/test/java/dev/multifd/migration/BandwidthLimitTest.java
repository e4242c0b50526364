package dev.multifd.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.counters.Phase;
import dev.multifd.destination.Arrival;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Pages;
import dev.multifd.fixture.RamContent;
import dev.multifd.fixture.Threads;
import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.payload.Compression;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Dispatch;
import dev.multifd.source.RateLimiter;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.SourceProgress;
import dev.multifd.source.SourceReport;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.Throttling;
import dev.multifd.source.ZeroPageDetection;
import dev.multifd.wire.PacketGeometry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bandwidth limit over real sockets, which take many times as much. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class BandwidthLimitTest {
  private static final long RAM_BYTES = 16L << 20;
  private static final long LIMIT = 32L << 20;
  private static final long WINDOW_BYTES = LIMIT * RateLimiter.WINDOW_NS / 1_000_000_000;
  private static final List<BlockLayout> LAYOUT = List.of(new BlockLayout("pc.ram", RAM_BYTES));

  private static GuestRam from;

  @BeforeAll
  static void fill() throws IOException {
    from = GuestRam.map(LAYOUT, HugePages.NEVER);
    RamBlock block = from.blocks().getFirst();
    for (long page = 0; page < block.pages(); page++) {
      Pages.fill(block, page, page);
    }
  }

  @AfterAll
  static void unmap() {
    from.close();
  }

  private static SourceOptions options(
      int channels, ZeroPageDetection detection, Dispatch dispatch) {
    return new SourceOptions(
        channels,
        detection,
        dispatch,
        ScannerKind.BEST,
        Sampling.NONE,
        PresenceKind.OFF,
        Compression.NONE,
        PackingKind.MERGED_RUNS,
        StreamOptions.DEFAULT,
        Accounting.EXACT,
        new ConvergenceOptions(Duration.ofMillis(1), LIMIT, Duration.ofSeconds(50), Throttling.OFF),
        Duration.ofSeconds(10));
  }

  /**
   * Bytes that may have been sent by then: no more windows were open than have begun. Beyond them
   * is what was claimed, an eighth of a window, and a packet of each channel and one in the making,
   * which are counted when they are written, in QEMU too.
   */
  private static long mostBytes(long elapsedNs, int channels) {
    long windows = elapsedNs / RateLimiter.WINDOW_NS + 1;
    long packetBytes = PacketGeometry.X86.headerBytes() + 128L * RamBlock.PAGE_BYTES;
    return windows * WINDOW_BYTES + WINDOW_BYTES / 8 + (channels + 1L) * packetBytes;
  }

  /** A slow machine may be slower at any time; none is faster, be it for a window. */
  @ParameterizedTest
  @CsvSource({
    "0, LEGACY, PAGE",
    "0, LEGACY, RANGE",
    "3, MULTIFD, PAGE",
    "3, MULTIFD, RANGE",
  })
  void isKept(int channels, ZeroPageDetection detection, Dispatch dispatch)
      throws IOException, InterruptedException, ExecutionException {
    try (GuestRam to = GuestRam.map(LAYOUT, HugePages.NEVER)) {
      LocalMigration migration =
          new LocalMigration(
              from,
              to,
              new SoftwareDirtyTracker(),
              VirtualCpus.IDLE,
              options(channels, detection, dispatch),
              Arrival.DEFAULT,
              Transport.TCP);
      FutureTask<MigrationReport> task = new FutureTask<>(migration::run);
      Thread caller = Thread.ofPlatform().daemon().name("fake/caller").start(task);
      List<SourceProgress> tooFast = new ArrayList<>();
      while (!task.isDone()) {
        SourceProgress now = migration.progress();
        if (now != null
            && now.phase() == Phase.PRECOPY
            && now.bytes() > mostBytes(now.elapsedNs(), channels)) {
          tooFast.add(now);
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
      Threads.join(caller);
      assertThat(tooFast).isEmpty();
      MigrationReport report = task.get();
      assertThat(MigrationProof.of(report, RamContent.of(from), to).checks())
          .allSatisfy(check -> assertThat(check.passed()).as("%s", check).isTrue());
      SourceReport source = report.source();
      assertThat(source.normalPages()).isEqualTo(RAM_BYTES / RamBlock.PAGE_BYTES);
      assertThat(source.transferredBytes()).isEqualTo(source.socketBytes());
      assertThat(source.socketBytes()).isBetween(RAM_BYTES, RAM_BYTES + RAM_BYTES / 20);
      long standstillBytes = source.rounds().getLast().bytes();
      assertThat(standstillBytes).as("left for the standstill").isLessThan(WINDOW_BYTES / 4);
      long runningNs = source.totalNs() - source.downtimeNs();
      assertThat(source.socketBytes() - standstillBytes)
          .as("bytes in %d ms, with the guest running", runningNs / 1_000_000)
          .isLessThanOrEqualTo(mostBytes(runningNs, channels));
    }
  }
}

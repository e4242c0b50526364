package dev.multifd.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.destination.Arrival;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Pages;
import dev.multifd.fixture.RamContent;
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
import dev.multifd.source.SourceReport;
import dev.multifd.source.Throttling;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
        SourceOptions.DEFAULT_MACHINE,
        SourceOptions.NO_UUID,
        Accounting.EXACT,
        new ConvergenceOptions(Duration.ofMillis(1), LIMIT, Duration.ofSeconds(50), Throttling.OFF),
        Duration.ofSeconds(10));
  }

  /**
   * A slow machine may be slower; none is faster: by then no more windows were open than have
   * begun, and beyond them is what is claimed at once, an eighth of a window, and what is left for
   * the standstill.
   */
  @ParameterizedTest
  @CsvSource({
    "0, LEGACY, PAGE",
    "0, LEGACY, RANGE",
    "3, MULTIFD, PAGE",
    "3, MULTIFD, RANGE",
    "3, LEGACY, RANGE",
  })
  void isKept(int channels, ZeroPageDetection detection, Dispatch dispatch)
      throws IOException, InterruptedException {
    try (GuestRam to = GuestRam.map(LAYOUT, HugePages.NEVER)) {
      MigrationReport report =
          new LocalMigration(
                  from,
                  to,
                  new SoftwareDirtyTracker(),
                  VirtualCpus.IDLE,
                  options(channels, detection, dispatch),
                  Arrival.DEFAULT,
                  Transport.TCP)
              .run();
      assertThat(MigrationProof.of(report, RamContent.of(from), to).checks())
          .allSatisfy(check -> assertThat(check.passed()).as("%s", check).isTrue());
      SourceReport source = report.source();
      assertThat(source.normalPages()).isEqualTo(RAM_BYTES / RamBlock.PAGE_BYTES);
      assertThat(source.transferredBytes()).isEqualTo(source.socketBytes());
      assertThat(source.socketBytes()).isBetween(RAM_BYTES, RAM_BYTES + RAM_BYTES / 20);
      long windowBytes = LIMIT * RateLimiter.WINDOW_NS / 1_000_000_000;
      long standstillBytes = source.rounds().getLast().bytes();
      assertThat(standstillBytes).as("left for the standstill").isLessThan(windowBytes / 4);
      long runningNs = source.totalNs() - source.downtimeNs();
      long windows = runningNs / RateLimiter.WINDOW_NS + 1;
      assertThat(source.socketBytes() - standstillBytes)
          .as("bytes in %d ms, with the guest running", runningNs / 1_000_000)
          .isLessThanOrEqualTo(windows * windowBytes + windowBytes / 4);
    }
  }
}

package dev.multifd.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.destination.Arrival;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.StressGuest;
import dev.multifd.guest.StressParameters;
import dev.multifd.guest.StressedContent;
import dev.multifd.payload.Compression;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Dispatch;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A guest whose writers dirty their pages while it migrates, again and again. */
@ExtendWith(NoLeaks.class)
@Timeout(120)
class StressedMigrationTest {
  private static final IdleGuest IDLE =
      new IdleGuest(IdleGuestParameters.DEFAULT.withRamBytes(64L << 20));
  private static final int MIGRATIONS = 3;

  private static SourceOptions options(int channels, ZeroPageDetection detection) {
    return new SourceOptions(
        channels,
        detection,
        Dispatch.RANGE,
        ScannerKind.BEST,
        Sampling.NONE,
        PresenceKind.OFF,
        Compression.NONE,
        PackingKind.MERGED_RUNS,
        StreamOptions.DEFAULT,
        Accounting.EXACT,
        ConvergenceOptions.DEFAULT,
        Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, LEGACY",
    "0, 2, MULTIFD",
    "0, 2, NONE",
    "30000, 0, LEGACY",
    "30000, 2, MULTIFD",
  })
  void everyByteArrives(long pagesPerSecond, int channels, ZeroPageDetection detection)
      throws IOException, InterruptedException {
    StressedContent content =
        new StressedContent(IDLE, new StressParameters(2, 4L << 20, pagesPerSecond));
    SoftwareDirtyTracker tracker = new SoftwareDirtyTracker();
    try (GuestRam from = GuestRam.map(content.layout(), HugePages.ADVISED)) {
      content.load(from);
      try (StressGuest guest = new StressGuest(from, content, tracker)) {
        guest.start();
        for (int i = 0; i < MIGRATIONS; i++) {
          content.restore(from);
          try (GuestRam to = GuestRam.map(content.layout(), HugePages.NEVER)) {
            long before = guest.writes();
            MigrationReport report =
                new LocalMigration(
                        from,
                        to,
                        tracker,
                        guest,
                        options(channels, detection),
                        Arrival.DEFAULT,
                        Transport.UNIX)
                    .run();
            assertThat(MigrationProof.of(report, content, to).checks())
                .allSatisfy(check -> assertThat(check.passed()).as("%s", check).isTrue());
            assertThat(guest.writes()).isGreaterThan(before);
            assertThat(report.source().rounds().getLast().dirtyPages()).isPositive();
            assertThat(guest.checkFailures()).isZero();
          }
          guest.resume();
        }
      }
    }
  }
}

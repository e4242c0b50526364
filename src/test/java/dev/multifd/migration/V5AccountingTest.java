package dev.multifd.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.source.BookedReport;
import dev.multifd.source.RateLimiter;
import dev.multifd.source.SourceReport;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The letter's idle guest, small: what the series booked for it, and what it cost in truth. How
 * much a packet of zero pages books hangs on the data packet that its channel sent last, and so on
 * time: there are so many of them that little each is enough.
 */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class V5AccountingTest {
  private static final long LIMIT = 256L << 20;
  private static final int CHANNELS = 2;

  private static MigrationReport migrate(String accounting)
      throws IOException, InterruptedException {
    Scenario scenario =
        Scenario.of(
            Map.of(
                "guestSize", "256M",
                "nonZeroPages", "1154",
                "placement", "low",
                "channels", String.valueOf(CHANNELS),
                "dispatch", "page",
                "transport", "unix",
                "maxBandwidth", "256M",
                "downtimeLimitMs", "1",
                "accounting", accounting));
    try (MigrationRig rig = scenario.rig()) {
      rig.prepare();
      MigrationReport report = rig.migrate();
      // What arrived and what was really sent is held to the same checks as ever.
      assertThat(rig.prove(report).checks())
          .allSatisfy(check -> assertThat(check.passed()).as("%s", check).isTrue());
      return report;
    }
  }

  @Test
  void bytesThatNobodySentAreBookedAndWaitedFor() throws IOException, InterruptedException {
    SourceReport source = migrate("v5").source();
    BookedReport booked = source.v5().orElseThrow();
    assertThat(booked).isEqualTo(source.booked());
    assertThat(source.socketBytes()).isEqualTo(source.transferredBytes()).isLessThan(8L << 20);
    assertThat(booked.transferredBytes()).isGreaterThan(4 * source.socketBytes());
    assertThat(booked.multifdBytes()).isGreaterThan(4 * source.multifdBytes());
    long windowBytes = LIMIT * RateLimiter.WINDOW_NS / 1_000_000_000;
    assertThat(source.totalNs())
        .as("ns, of bytes that fit in one window of the limit")
        .isGreaterThan((booked.transferredBytes() / windowBytes - 1) * RateLimiter.WINDOW_NS)
        .isGreaterThan(RateLimiter.WINDOW_NS);
  }

  /** The last packet of each channel before each SYNC. */
  @Test
  void pagesAreLost() throws IOException, InterruptedException {
    SourceReport source = migrate("v5").source();
    BookedReport booked = source.booked();
    assertThat(booked.normalPages()).isBetween(1L, source.normalPages());
    assertThat(booked.zeroPages()).isBetween(1L, source.zeroPages());
    assertThat(
            source.normalPages() + source.zeroPages() - booked.normalPages() - booked.zeroPages())
        .isBetween(1L, 128 * source.syncPackets());
  }

  @Test
  void thereIsASyncAtTheEndOfEverySection() throws IOException, InterruptedException {
    SourceReport source = migrate("v5").source();
    assertThat(source.sections().parts()).isGreaterThan(1);
    assertThat(source.sections().precopyMarkers()).isEqualTo(source.sections().parts());
    assertThat(source.syncPackets())
        .as("with those of START and END")
        .isEqualTo(
            CHANNELS * (1 + source.sections().parts() + source.sections().downtimeMarkers()));
  }

  @Test
  void bothFiguresAreTold() throws IOException, InterruptedException {
    MigrationReport report = migrate("v5");
    SourceReport source = report.source();
    BookedReport booked = source.booked();
    assertThat(InfoMigrate.text(report))
        .contains(
            "transferred ram: " + (booked.transferredBytes() >> 10) + " kbytes\n",
            "duplicate: " + booked.zeroPages() + " pages\n",
            "normal: " + booked.normalPages() + " pages\n",
            "normal bytes: " + booked.normalPages() * 4 + " kbytes\n",
            "multifd bytes: " + (booked.multifdBytes() >> 10) + " kbytes\n",
            String.format(
                Locale.ROOT,
                "by the series' books above; really transferred ram: %d kbytes, throughput: ",
                source.transferredBytes() >> 10),
            String.format(
                Locale.ROOT,
                " mbps, duplicate: %d pages, normal: %d pages\n",
                source.zeroPages(),
                source.normalPages()));
  }

  @Test
  void theTrueBooksAreTheSockets() throws IOException, InterruptedException {
    MigrationReport report = migrate("exact");
    SourceReport source = report.source();
    assertThat(source.v5()).isEmpty();
    assertThat(source.booked().transferredBytes()).isEqualTo(source.socketBytes());
    assertThat(source.booked().normalPages()).isEqualTo(source.normalPages());
    assertThat(source.booked().zeroPages()).isEqualTo(source.zeroPages());
    assertThat(source.sections().precopyMarkers()).isLessThanOrEqualTo(source.sections().parts());
    assertThat(InfoMigrate.text(report)).doesNotContain("the series' books");
  }
}

package dev.multifd.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.counters.Latencies;
import dev.multifd.counters.Phase;
import dev.multifd.destination.DestinationReport;
import dev.multifd.destination.MainReport;
import dev.multifd.destination.SyncMarker;
import dev.multifd.io.ThreadUsage;
import dev.multifd.payload.Compression;
import dev.multifd.source.BookedReport;
import dev.multifd.source.PresenceReport;
import dev.multifd.source.RoundReport;
import dev.multifd.source.Sections;
import dev.multifd.source.SourceProgress;
import dev.multifd.source.SourceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The text is read by people and scripts who know QEMU's: its lines, order and units are pinned.
 */
class InfoMigrateTest {
  private final Locale locale = Locale.getDefault();

  @BeforeEach
  void speakAnotherLanguage() {
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(locale);
  }

  /** The letter's idle guest: figures that a real run could have. */
  private static MigrationReport report(Histogram latency, Optional<PresenceReport> presence) {
    return report(latency, presence, List.of(), Optional.empty());
  }

  private static MigrationReport report(
      Histogram latency,
      Optional<PresenceReport> presence,
      List<RoundReport> rounds,
      Optional<BookedReport> booked) {
    return new MigrationReport(
        4,
        new SourceReport(
            303_499_999,
            3_500_000,
            1_600_000,
            17_180_663_808L,
            149_420,
            4_045_078,
            Map.of(
                Phase.SETUP, 5_900L,
                Phase.PRECOPY, 655_000_000L,
                Phase.DOWNTIME, 5_402L,
                Phase.DEVICE, 168L),
            655_010_000L,
            Compression.NONE,
            612_024_320L,
            Map.of(Phase.PRECOPY, 26L, Phase.DOWNTIME, 31L),
            0,
            0,
            0,
            655_011_470L,
            32_775,
            12,
            4_000,
            3,
            9_000,
            0,
            3,
            4_194_498,
            new Sections(1, 1, 1, 1),
            rounds,
            presence,
            booked,
            latency,
            Latencies.histogram(),
            new ThreadUsage(1_400_000, 11),
            new ThreadUsage(500_600_000, 1_000)),
        new DestinationReport(
            149_420,
            4_045_078,
            4_194_498,
            655_011_470L,
            5_000,
            3,
            12,
            0,
            new MainReport("pc-q35-10.0", 1, SyncMarker.FLUSH_RECORD, true, 0, 0),
            265_000_000,
            new ThreadUsage(700_000, 5),
            new ThreadUsage(400_000_000, 2_000)));
  }

  @Test
  void endsWithThePresenceMapIfThereWasOne() {
    PresenceReport presence = new PresenceReport("PAGEMAP_SCAN", 4_200_000, 4_000_000);
    assertThat(InfoMigrate.text(report(Latencies.histogram(), Optional.of(presence))))
        .endsWith(
            "presence map: 4000000 pages that the kernel calls absent were not read; taken in"
                + " 4.200 ms by PAGEMAP_SCAN\n");
  }

  @Test
  void looksAsQemuPrintsIt() {
    Histogram latency = new Histogram(4);
    latency.recordValue(10_000);
    latency.recordValue(20_000);
    assertThat(InfoMigrate.text(report(latency, Optional.empty())))
        .isEqualTo(
            """
            Migration status: completed
            total time: 303 ms
            downtime: 2 ms
            setup: 4 ms
            transferred ram: 639659 kbytes
            throughput: 17466.97 mbps
            remaining ram: 0 kbytes
            total ram: 16777992 kbytes
            duplicate: 4045078 pages
            normal: 149420 pages
            normal bytes: 597680 kbytes
            dirty sync count: 3
            page size: 4 kbytes
            multifd bytes: 639658 kbytes
            pages-per-second: 13820422
            precopy ram: 639648 kbytes
            downtime ram: 5 kbytes

            Beyond info migrate (channels included above; pages-per-second is the average):
            setup bytes: 5900, device phase bytes: 168
            main channel alone, as QEMU counts: precopy ram 0 kbytes, downtime ram 0 kbytes
            multifd packets: 32775 data, 12 SYNC; writes: 4000, of them short: 3
            total 303.500 ms, setup 3.500 ms, downtime 1.600 ms
            latency of a write of packets: p50 10.0 us, p99 20.0 us, max 20.0 us (2)
            CPU ms: source main 1, source channels 501, destination main 1, destination channels 400
            minor faults, populated pages included: source 1011, destination 2005
            """);
  }

  @Test
  void tellsHowFastTheGuestWas() {
    MigrationReport report =
        report(Latencies.histogram(), Optional.empty())
            .with(Optional.of(new GuestWork(1_000_000, 749_999.6, 2 << 20)));
    assertThat(InfoMigrate.text(report))
        .endsWith(
            "guest: 1000000 pages/s before, 750000 pages/s meanwhile (25.0 % slower); a write"
                + " dirties 2048 kbytes at most\n");
  }

  private static RoundReport round(Phase phase, long startMs, long dirty) {
    return new RoundReport(
        phase, startMs * 1_000_000, 2_500_000, 340_000, dirty - 3, dirty, dirty - 1, 1, 40_960, 7);
  }

  @Test
  void tellsTheRoundsOfAGuestThatWrites() {
    List<RoundReport> three =
        List.of(
            round(Phase.PRECOPY, 0, 100), round(Phase.PRECOPY, 5, 10), round(Phase.DOWNTIME, 9, 4));
    assertThat(InfoMigrate.text(report(Latencies.histogram(), Optional.empty(), three, none())))
        .as("as of one that does not")
        .doesNotContain("round at");
    List<RoundReport> four = new ArrayList<>(three);
    four.add(1, round(Phase.PRECOPY, 3, 50));
    assertThat(InfoMigrate.text(report(Latencies.histogram(), Optional.empty(), four, none())))
        .endsWith(
            """
            round at 0.0 ms (precopy): 100 pages dirty, 97 of them newly, found in 0.34 ms; 99 normal, 1 zero, 40 kbytes in 2.5 ms
            round at 3.0 ms (precopy): 50 pages dirty, 47 of them newly, found in 0.34 ms; 49 normal, 1 zero, 40 kbytes in 2.5 ms
            round at 5.0 ms (precopy): 10 pages dirty, 7 of them newly, found in 0.34 ms; 9 normal, 1 zero, 40 kbytes in 2.5 ms
            round at 9.0 ms (downtime): 4 pages dirty, 1 of them newly, found in 0.34 ms; 3 normal, 1 zero, 40 kbytes in 2.5 ms
            """);
  }

  private static Optional<BookedReport> none() {
    return Optional.empty();
  }

  /** The lines that QEMU prints are as booked; the truth is told once, behind them. */
  @Test
  void tellsTheTruthBesideTheSeriesBooks() {
    BookedReport booked =
        new BookedReport(
            Map.of(Phase.SETUP, 1024L, Phase.PRECOPY, 10_240_000_000L, Phase.DOWNTIME, 2048L),
            10_000_000_000L,
            141_000,
            4_000_000);
    MigrationReport report =
        report(Latencies.histogram(), Optional.empty(), List.of(), Optional.of(booked));
    assertThat(InfoMigrate.text(report))
        .contains(
            """
            transferred ram: 10000003 kbytes
            throughput: 273066.75 mbps
            remaining ram: 0 kbytes
            total ram: 16777992 kbytes
            duplicate: 4000000 pages
            normal: 141000 pages
            normal bytes: 564000 kbytes
            """,
            """
            multifd bytes: 9765625 kbytes
            pages-per-second: 13820422
            precopy ram: 10000000 kbytes
            downtime ram: 2 kbytes
            """,
            """
            by the series' books above; really transferred ram: 639659 kbytes, throughput: 17466.97 mbps, duplicate: 4045078 pages, normal: 149420 pages
            """);
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    assertThat(InfoMigrate.text(report(Latencies.histogram(), Optional.empty())))
        .doesNotContain("latency of a write of packets")
        .doesNotContain("NaN");
  }

  @Test
  void tellsProgressInOneLine() {
    SourceProgress progress = new SourceProgress(Phase.PRECOPY, 1_260_000_000L, 10, 20, 40_960, 2);
    assertThat(InfoMigrate.progress(progress, 99))
        .isEqualTo(
            "precopy: 1.3 s, 30 of 99 pages (10 normal, 20 zero), 40 kbytes, dirty sync count 2");
  }
}

package dev.multifd.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.destination.Arrival;
import dev.multifd.destination.PopulationPolicy;
import dev.multifd.destination.Unpacking;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.OddGuest;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.payload.Compression;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Dispatch;
import dev.multifd.source.PresenceReport;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole migrations of a paused guest in every way there is, each held to every check of the proof.
 */
@ExtendWith(NoLeaks.class)
class MigrationMatrixTest {
  private static final List<Long> FEW = List.of(600L, 65L, 3L, 129L, 1L, 64L);
  private static final List<Long> USUAL = List.of(4999L, 65L, 3L, 130L, 1L, 64L);

  private static final Arrival TOUCHING = new Arrival(PopulationPolicy.TOUCH, Unpacking.READ_AHEAD);

  /** One way to migrate. */
  record Way(
      int channels,
      ZeroPageDetection detection,
      Dispatch dispatch,
      ScannerKind scanner,
      Compression compression,
      PackingKind packing,
      Transport transport,
      Arrival arrival,
      List<Long> blockPages) {
    @Override
    public String toString() {
      return "%s x%d, detection %s, dispatch %s, scanner %s, %s, packing %s, %s, %s, %d pages"
          .formatted(
              channels == 0 ? "precopy" : "multifd",
              channels,
              detection,
              dispatch,
              scanner,
              compression,
              packing,
              transport,
              arrival,
              blockPages.getFirst());
    }

    SourceOptions options(PresenceKind presence) {
      return new SourceOptions(
          channels,
          detection,
          dispatch,
          scanner,
          Sampling.NONE,
          presence,
          compression,
          packing,
          StreamOptions.DEFAULT,
          Accounting.EXACT,
          ConvergenceOptions.of(Duration.ZERO),
          Duration.ofSeconds(10));
    }
  }

  static List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (ZeroPageDetection detection : ZeroPageDetection.values()) {
      for (Dispatch dispatch : Dispatch.values()) {
        for (Transport transport : Transport.values()) {
          for (int channels : new int[] {0, 1, 2, 4}) {
            ways.add(
                new Way(
                    channels,
                    detection,
                    dispatch,
                    ScannerKind.BEST,
                    Compression.NONE,
                    PackingKind.MERGED_RUNS,
                    transport,
                    Arrival.DEFAULT,
                    channels == 2 ? USUAL : FEW));
          }
        }
      }
    }
    return ways;
  }

  static List<Way> others() {
    List<Way> ways = new ArrayList<>();
    for (ScannerKind scanner : ScannerKind.values()) {
      if (scanner.reasonAbsent().isEmpty()) {
        ways.add(oneWay(2, scanner, TOUCHING, FEW));
      }
    }
    for (PopulationPolicy population : PopulationPolicy.values()) {
      Arrival arrival = new Arrival(population, Unpacking.READ_AHEAD);
      ways.add(oneWay(3, ScannerKind.BEST, arrival, USUAL));
      ways.add(oneWay(0, ScannerKind.BEST, arrival, USUAL));
    }
    for (Unpacking unpacking : Unpacking.values()) {
      Arrival arrival = new Arrival(PopulationPolicy.ADAPTIVE, unpacking);
      ways.add(oneWay(3, ScannerKind.BEST, arrival, USUAL));
    }
    for (PackingKind packing : PackingKind.values()) {
      for (Dispatch dispatch : Dispatch.values()) {
        ways.add(packed(dispatch, Compression.NONE, packing, Transport.TCP));
        if (packing != PackingKind.ZERO_COPY) {
          ways.add(packed(dispatch, Compression.NONE, packing, Transport.UNIX));
        }
      }
      for (CompressionMethod method : CompressionMethod.values()) {
        ways.add(packed(Dispatch.RANGE, new Compression(method, 1), packing, Transport.TCP));
      }
    }
    ways.add(oneWay(4, ScannerKind.BEST, Arrival.DEFAULT, List.of(16_384L, 65L)));
    ways.add(oneWay(5, ScannerKind.BEST, Arrival.DEFAULT, List.of(1L)));
    ways.add(oneWay(255, ScannerKind.BEST, Arrival.DEFAULT, FEW));
    return ways;
  }

  private static Way packed(
      Dispatch dispatch, Compression compression, PackingKind packing, Transport transport) {
    return new Way(
        2,
        ZeroPageDetection.MULTIFD,
        dispatch,
        ScannerKind.BEST,
        compression,
        packing,
        transport,
        Arrival.DEFAULT,
        USUAL);
  }

  private static Way oneWay(int channels, ScannerKind scanner, Arrival arrival, List<Long> pages) {
    return new Way(
        channels,
        ZeroPageDetection.MULTIFD,
        Dispatch.RANGE,
        scanner,
        Compression.NONE,
        PackingKind.MERGED_RUNS,
        Transport.UNIX,
        arrival,
        pages);
  }

  /** A way with a presence map, from memory of one kind. */
  record Mapped(Way way, PresenceKind presence, HugePages hugePages) {
    SourceOptions options() {
      return way.options(presence);
    }
  }

  static List<Mapped> mapped() {
    List<Mapped> mapped = new ArrayList<>();
    for (Way way : ways()) {
      if (way.detection != ZeroPageDetection.NONE && way.transport == Transport.UNIX) {
        for (HugePages hugePages : HugePages.values()) {
          for (PresenceKind presence : List.of(PresenceKind.ON, PresenceKind.PAGEMAP_READ)) {
            mapped.add(new Mapped(way, presence, hugePages));
          }
        }
      }
    }
    return mapped;
  }

  /** The same arrives, and what is not there is not read: in 4 KiB pages, each zero page. */
  @ParameterizedTest
  @MethodSource("mapped")
  void aPresenceMapChangesNothingThatArrives(Mapped mapped)
      throws IOException, InterruptedException {
    Way way = mapped.way;
    OddGuest content = OddGuest.ofPages(way.toString().hashCode(), way.blockPages);
    try (GuestRam from = GuestRam.map(content.layout(), mapped.hugePages);
        GuestRam to = content.fresh();
        PresenceKind.Choice choice = mapped.presence.open()) {
      content.load(from);
      MigrationReport report = migrate(from, to, mapped.options(), way);
      assertThat(MigrationProof.of(report, content, to).checks())
          .allSatisfy(check -> assertThat(check.passed()).as("%s", check).isTrue());
      long zero = content.totalPages() - content.nonZeroPages();
      assertThat(report.source().zeroPages()).isEqualTo(zero);
      PresenceReport presence = report.source().presence().orElseThrow();
      assertThat(presence.method()).isEqualTo(choice.method());
      if (!choice.tells()) {
        assertThat(presence.pagesNotRead()).isZero();
      } else if (mapped.hugePages == HugePages.NEVER) {
        assertThat(presence.pagesNotRead()).isEqualTo(zero);
      } else {
        assertThat(presence.pagesNotRead()).isLessThanOrEqualTo(zero);
      }
    }
  }

  private static MigrationReport migrate(GuestRam from, GuestRam to, SourceOptions options, Way way)
      throws IOException, InterruptedException {
    return new LocalMigration(
            from,
            to,
            new SoftwareDirtyTracker(),
            VirtualCpus.IDLE,
            options,
            way.arrival,
            way.transport)
        .run();
  }

  @ParameterizedTest
  @MethodSource({"ways", "others"})
  void everythingArrivesAndAddsUp(Way way) throws IOException, InterruptedException {
    OddGuest content = OddGuest.ofPages(way.toString().hashCode(), way.blockPages);
    try (GuestRam from = content.loaded();
        GuestRam to = content.fresh()) {
      MigrationReport report = migrate(from, to, way.options(PresenceKind.OFF), way);
      assertThat(MigrationProof.of(report, content, to).checks())
          .hasSize(15)
          .allSatisfy(check -> assertThat(check.passed()).as("%s", check).isTrue());
      long nonZero = content.nonZeroPages();
      boolean looked = way.detection != ZeroPageDetection.NONE;
      assertThat(report.source().normalPages()).isEqualTo(looked ? nonZero : from.totalPages());
      assertThat(report.source().zeroPages()).isEqualTo(looked ? from.totalPages() - nonZero : 0);
      assertThat(report.source().dirtySyncCount()).isEqualTo(3);
      assertThat(report.source().presence()).isEmpty();
    }
  }
}

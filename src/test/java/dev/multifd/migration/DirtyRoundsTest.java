package dev.multifd.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.multifd.counters.Phase;
import dev.multifd.destination.Arrival;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.OddGuest;
import dev.multifd.fixture.Pages;
import dev.multifd.fixture.RamContent;
import dev.multifd.fixture.Trackers;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.DirtyTrackerKind;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.payload.Compression;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Dispatch;
import dev.multifd.source.PresenceReport;
import dev.multifd.source.RoundReport;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Guests that write while they migrate: rounds, and what each of them must change over there. */
@ExtendWith(NoLeaks.class)
class DirtyRoundsTest {
  private static final OddGuest CONTENT = OddGuest.ofPages(5, List.of(700L, 65L, 3L));

  /** A way to migrate. */
  record Way(int channels, ZeroPageDetection detection, Dispatch dispatch, PresenceKind presence) {
    Way(int channels, ZeroPageDetection detection, Dispatch dispatch) {
      this(channels, detection, dispatch, PresenceKind.OFF);
    }

    SourceOptions options(Duration downtimeLimit) {
      return new SourceOptions(
          channels,
          detection,
          dispatch,
          ScannerKind.BEST,
          Sampling.NONE,
          presence,
          Compression.NONE,
          PackingKind.MERGED_RUNS,
          StreamOptions.DEFAULT,
          Accounting.EXACT,
          ConvergenceOptions.of(downtimeLimit),
          Duration.ofSeconds(10));
    }
  }

  static List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (ZeroPageDetection detection : ZeroPageDetection.values()) {
      for (Dispatch dispatch : Dispatch.values()) {
        for (int channels : new int[] {0, 1, 3}) {
          ways.add(new Way(channels, detection, dispatch));
          if (detection != ZeroPageDetection.NONE) {
            ways.add(new Way(channels, detection, dispatch, PresenceKind.ON));
          }
        }
      }
    }
    return ways;
  }

  private static MigrationReport migrate(
      GuestRam from,
      GuestRam to,
      DirtyTracker tracker,
      VirtualCpus cpus,
      Way way,
      Duration downtimeLimit)
      throws IOException, InterruptedException {
    return new LocalMigration(
            from, to, tracker, cpus, way.options(downtimeLimit), Arrival.DEFAULT, Transport.UNIX)
        .run();
  }

  private static void assertProved(MigrationReport report, GuestRam from, GuestRam to)
      throws IOException {
    assertThat(MigrationProof.of(report, RamContent.of(from), to).checks())
        .allSatisfy(check -> assertThat(check.passed()).as("%s", check).isTrue());
  }

  /**
   * Page 0: normal, zero, normal. 1: zero, normal, zero. 2: zero, zero twice more. 3: normal,
   * changed, changed. 4: normal, zero, zero. Block 2 changes in the last round only.
   */
  @ParameterizedTest
  @MethodSource("ways")
  void everyChangeIsCarriedOver(Way way) throws IOException, InterruptedException {
    try (GuestRam from = CONTENT.loaded();
        GuestRam to = CONTENT.fresh()) {
      for (int page : new int[] {0, 3, 4}) {
        Pages.fill(from.blocks().getFirst(), page, page);
      }
      for (int page : new int[] {1, 2}) {
        Pages.clear(from.blocks().getFirst(), page);
      }
      ScriptedGuest guest =
          new ScriptedGuest(from)
              .then(g -> {
                // Round 1 sends these anyway.
                g.writeNormal(0, 6, 6);
                g.writeZero(1, 64);
              })
              .then(g -> {
                g.writeZero(0, 0);
                g.writeNormal(0, 1, 11);
                g.writeZero(0, 2);
                g.writeNormal(0, 3, 33);
                g.writeZero(0, 4);
              })
              .then(g -> {
                g.writeNormal(0, 0, 100);
                g.writeZero(0, 1);
                g.writeZero(0, 2);
                g.writeNormal(0, 3, 333);
                g.writeZero(0, 4);
                g.writeNormal(1, 64, 1);
              })
              .then(g -> {})
              .whenStopped(g -> {
                g.writeNormal(2, 2, 9);
                g.writeZero(2, 0);
                g.writeNormal(0, 699, 5);
              });
      MigrationReport report = migrate(from, to, guest, guest, way, Duration.ZERO);
      assertProved(report, from, to);
      assertThat(report.source().rounds().stream().map(RoundReport::dirtyPages).toList())
          .containsExactly(768L, 5L, 6L, 0L, 3L);
      assertThat(report.source().rounds().stream().map(RoundReport::phase).toList())
          .containsExactly(
              Phase.PRECOPY, Phase.PRECOPY, Phase.PRECOPY, Phase.PRECOPY, Phase.DOWNTIME);
      assertThat(report.source().dirtySyncCount()).isEqualTo(guest.syncs()).isEqualTo(5);
      if (way.detection() != ZeroPageDetection.NONE) {
        assertThat(report.source().rounds().get(1).zeroPages()).isEqualTo(3);
        assertThat(report.source().rounds().get(2).normalPages()).isEqualTo(3);
      }
    }
  }

  static List<Way> waysWithAMap() {
    return ways().stream()
        .filter(way -> way.presence != PresenceKind.OFF)
        .flatMap(way ->
            Stream.of(
                way, new Way(way.channels, way.detection, way.dispatch, PresenceKind.PAGEMAP_READ)))
        .toList();
  }

  /**
   * Page 1 appears before the map is taken, but in the log of the synchronisation before it; 2
   * appears behind the map's back and is in the next round; 3 appears in the last.
   */
  @ParameterizedTest
  @MethodSource("waysWithAMap")
  void aPageThatAppearsIsNeverTakenForAbsent(Way way) throws IOException, InterruptedException {
    try (GuestRam from = GuestRam.map(CONTENT.layout(), HugePages.NEVER);
        GuestRam to = CONTENT.fresh()) {
      ScriptedGuest guest =
          new ScriptedGuest(from)
              .then(g -> g.writeNormal(0, 1, 1))
              .then(g -> g.writeNormal(0, 2, 2))
              .whenStopped(g -> g.writeNormal(1, 3, 3));
      MigrationReport report = migrate(from, to, guest, guest, way, Duration.ZERO);
      assertProved(report, from, to);
      assertThat(Pages.isZero(to.blocks().get(0), 1)).isFalse();
      assertThat(Pages.isZero(to.blocks().get(0), 2)).isFalse();
      assertThat(Pages.isZero(to.blocks().get(1), 3)).isFalse();
      assertThat(report.source().normalPages()).isEqualTo(3);
      PresenceReport presence = report.source().presence().orElseThrow();
      if (way.presence.open().tells()) {
        assertThat(presence.pagesNotRead()).isEqualTo(from.totalPages() - 1);
      }
    }
  }

  /** What a page became over there must not be what the source has left of it here. */
  @Test
  void aPageThatBecomesZeroIsClearedOverThere() throws IOException, InterruptedException {
    try (GuestRam from = CONTENT.loaded();
        GuestRam to = CONTENT.fresh()) {
      RamBlock block = from.blocks().getFirst();
      for (long page = 0; page < block.pages(); page++) {
        Pages.fill(block, page, page);
      }
      ScriptedGuest guest =
          new ScriptedGuest(from)
              .then(g -> {})
              .then(g -> {
                for (long page = 0; page < block.pages(); page++) {
                  g.writeZero(0, page);
                }
              });
      MigrationReport report =
          migrate(
              from,
              to,
              guest,
              guest,
              new Way(3, ZeroPageDetection.MULTIFD, Dispatch.RANGE),
              Duration.ZERO);
      assertProved(report, from, to);
      for (long page = 0; page < block.pages(); page++) {
        assertThat(Pages.isZero(to.blocks().getFirst(), page)).as("page %d", page).isTrue();
      }
    }
  }

  /** A guest that goes on writing a little: that fits the downtime limit, so it is stopped soon. */
  @ParameterizedTest
  @MethodSource("ways")
  void aSlowWriterConverges(Way way) throws IOException, InterruptedException {
    try (GuestRam from = CONTENT.loaded();
        GuestRam to = CONTENT.fresh()) {
      ScriptedGuest guest = new ScriptedGuest(from);
      for (int i = 0; i < 40; i++) {
        int step = i;
        guest.then(g -> {
          for (int page = 0; page < 20; page++) {
            g.writeNormal(0, page, step);
          }
        });
      }
      MigrationReport report = migrate(from, to, guest, guest, way, Duration.ofSeconds(2));
      assertProved(report, from, to);
      assertThat(report.source().rounds()).hasSizeLessThan(6);
    }
  }

  @Test
  void everyRoundIsMeasuredByWhatItSent() throws IOException, InterruptedException {
    try (GuestRam from = CONTENT.loaded();
        GuestRam to = CONTENT.fresh()) {
      ScriptedGuest guest = new ScriptedGuest(from);
      for (int i = 0; i < 4; i++) {
        int step = i;
        guest.then(g -> g.writeNormal(0, 9, step));
      }
      // Section, record, page and the section's end; in the second round also the block's name.
      Way way = new Way(0, ZeroPageDetection.LEGACY, Dispatch.PAGE);
      MigrationReport report = migrate(from, to, guest, guest, way, Duration.ZERO);
      assertThat(report.source().rounds()).hasSize(6);
      assertThat(report.source().rounds().subList(1, 4))
          .allSatisfy(round -> assertThat(round.bytes()).isIn(4122L, 4129L));
    }
  }

  static Stream<Arguments> hammers() {
    return Stream.of(DirtyTrackerKind.values())
        .flatMap(kind -> LongStream.rangeClosed(1, 6).mapToObj(seed -> arguments(kind, seed)));
  }

  /** A real writer that does not wait for anybody, until it is parked. */
  @ParameterizedTest
  @MethodSource("hammers")
  void aWriterThatHammersLosesNoPage(DirtyTrackerKind kind, long seed)
      throws IOException, InterruptedException {
    DirtyTracker tracker = Trackers.createOrSkip(kind);
    List<Way> ways = ways().stream().filter(way -> way.channels() != 1).toList();
    OddGuest content = OddGuest.ofPages(seed, List.of(2100L, 65L));
    try (GuestRam from = content.loaded();
        GuestRam to = content.fresh();
        HammeringGuest guest = new HammeringGuest(from, tracker, new Random(seed))) {
      Way way = ways.get((int) seed * 5 % ways.size());
      MigrationReport report = migrate(from, to, tracker, guest, way, Duration.ofMillis(5));
      assertProved(report, from, to);
      assertThat(guest.writes()).isPositive();
    }
  }

  /** In the middle of a round, and with both ends in this process. */
  @Test
  void anInterruptEndsBothEnds() throws IOException {
    try (GuestRam from = CONTENT.loaded();
        GuestRam to = CONTENT.fresh()) {
      Thread caller = Thread.currentThread();
      ScriptedGuest guest = new ScriptedGuest(from).then(g -> {}).then(g -> caller.interrupt());
      Way way = new Way(3, ZeroPageDetection.MULTIFD, Dispatch.PAGE);
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() ->
              migrate(from, to, new EndlessGuest(guest), VirtualCpus.IDLE, way, Duration.ZERO));
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  /** Never stops writing, so that the migration cannot end before it is interrupted. */
  private record EndlessGuest(ScriptedGuest guest) implements DirtyTracker {
    @Override
    public void start(GuestRam ram) {
      guest.start(ram);
    }

    @Override
    public long sync() {
      guest.writeNormal(0, 1, guest.syncs());
      return guest.sync();
    }
  }
}

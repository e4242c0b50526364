package dev.multifd.migration;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.multifd.counters.Phase;
import dev.multifd.destination.Arrival;
import dev.multifd.destination.DestinationReport;
import dev.multifd.destination.MainReport;
import dev.multifd.destination.SyncMarker;
import dev.multifd.evidence.Check;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.OddGuest;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.payload.Compression;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Dispatch;
import dev.multifd.source.RoundReport;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.SourceReport;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A proof that cannot fail proves nothing: each check is made to fail here. */
@ExtendWith(NoLeaks.class)
class MigrationProofTest {
  private static final OddGuest CONTENT = OddGuest.ofPages(9, List.of(600L, 65L, 3L));

  private GuestRam to;
  private MigrationReport report;

  @BeforeEach
  void migrate() throws IOException, InterruptedException {
    to = CONTENT.fresh();
    try (GuestRam from = CONTENT.loaded()) {
      SourceOptions options =
          new SourceOptions(
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
              ConvergenceOptions.of(Duration.ZERO),
              Duration.ofSeconds(10));
      report =
          new LocalMigration(
                  from,
                  to,
                  new SoftwareDirtyTracker(),
                  VirtualCpus.IDLE,
                  options,
                  Arrival.DEFAULT,
                  Transport.UNIX)
              .run();
    }
  }

  @AfterEach
  void unmap() {
    to.close();
  }

  private void assertFails(MigrationReport wrong, String... checks) throws IOException {
    MigrationProof proof = MigrationProof.of(wrong, CONTENT, to);
    assertThat(proof.passed()).isFalse();
    assertThat(proof.checks().stream().filter(check -> !check.passed()).map(Check::name).toList())
        .containsExactly(checks);
    assertThatExceptionOfType(ProofFailedException.class)
        .isThrownBy(proof::require)
        .withMessageContainingAll(checks);
  }

  private static Figures figures() {
    return new Figures();
  }

  /** Changes to the figures of a report. */
  private static final class Figures {
    private long normal;
    private long zero;
    private long multifdBytes;
    private long payloadBytes;
    private long socketBytes;
    private long mainBytes;
    private long syncs;
    private long arrived;
    private long read;
    private long duplicates;
    private long handedOut;
    private long dirtyInRound;
    private long sentInRound;
    private SyncMarker marker = SyncMarker.FLUSH_RECORD;

    MigrationReport appliedTo(MigrationReport r) {
      SourceReport s = r.source();
      DestinationReport d = r.destination();
      RoundReport first = s.rounds().getFirst();
      return new MigrationReport(
          r.channels(),
          new SourceReport(
              s.totalNs(),
              s.setupNs(),
              s.downtimeNs(),
              s.totalRamBytes(),
              s.normalPages(),
              s.zeroPages(),
              s.bytesByPhase(),
              s.multifdBytes() + multifdBytes,
              s.compression(),
              s.payloadBytes() + payloadBytes,
              Map.of(
                  Phase.PRECOPY,
                  s.mainRamBytes().getOrDefault(Phase.PRECOPY, 0L) + mainBytes,
                  Phase.DOWNTIME,
                  s.mainRamBytes().getOrDefault(Phase.DOWNTIME, 0L)),
              s.mainNormalPages(),
              s.mainZeroPages(),
              s.mainNameBytes(),
              s.socketBytes() + socketBytes,
              s.packets(),
              s.syncPackets() + syncs,
              s.writeCalls(),
              s.shortWrites(),
              s.writtenEntries(),
              s.copiedZeroCopies(),
              s.dirtySyncCount(),
              s.handedOutPages() + handedOut,
              s.sections(),
              List.of(
                  new RoundReport(
                      first.phase(),
                      first.startNs(),
                      first.durationNs(),
                      first.syncNs(),
                      first.freshPages(),
                      first.dirtyPages() + dirtyInRound,
                      first.normalPages() + sentInRound,
                      first.zeroPages(),
                      first.bytes(),
                      first.guestWrites()),
                  s.rounds().getLast()),
              s.presence(),
              s.v5(),
              s.sendLatency(),
              s.syncLatency(),
              s.mainThread(),
              s.channelThreads()),
          new DestinationReport(
              d.normalPages() + normal,
              d.zeroPages() + zero,
              d.distinctPages() + arrived,
              d.readBytes() + read,
              d.readCalls(),
              d.barriers(),
              d.syncPackets(),
              d.duplicateOffsets() + duplicates,
              new MainReport(
                  d.main().machine(),
                  d.main().ramSectionId(),
                  marker,
                  d.main().returnPath(),
                  d.main().normalPages(),
                  d.main().zeroPages()),
              d.loadingNs(),
              d.mainThread(),
              d.channelThreads()));
    }
  }

  @Test
  void aGoodMigrationIsProved() throws IOException {
    MigrationProof proof = MigrationProof.of(report, CONTENT, to);
    assertThat(proof.passed()).isTrue();
    assertThat(proof.checks()).allSatisfy(check -> assertThat(check.detail()).isNotBlank());
    assertThatNoException().isThrownBy(proof::require);
  }

  @Test
  void aFlippedBitIsFound() throws IOException {
    var memory = to.blocks().get(1).memory();
    memory.set(JAVA_BYTE, 64 * 4096 + 4095, (byte) (memory.get(JAVA_BYTE, 64 * 4096 + 4095) ^ 1));
    MigrationProof proof = MigrationProof.of(report, CONTENT, to);
    assertThat(proof.checks().getFirst().passed()).isFalse();
    assertThat(proof.checks().getFirst().detail())
        .isEqualTo("1 pages differ, first rom1 page 64 byte 4095");
    assertFails(report, "RAM identical");
  }

  @Test
  void everyWrongFigureIsFound() throws IOException {
    Figures f = figures();
    f.normal = 1;
    assertFails(f.appliedTo(report), "normal pages at both ends");
    f = figures();
    f.zero = -1;
    assertFails(f.appliedTo(report), "zero pages at both ends");
    f = figures();
    f.arrived = -1;
    assertFails(f.appliedTo(report), "every page arrived");
    f = figures();
    f.duplicates = 1;
    assertFails(f.appliedTo(report), "no offset twice in a packet");
    f = figures();
    f.handedOut = 1;
    assertFails(f.appliedTo(report), "pages sent = dirty pages handed out");
    f = figures();
    f.sentInRound = 1;
    f.dirtyInRound = 1;
    assertFails(f.appliedTo(report), "pages sent = those of all rounds");
    f = figures();
    f.dirtyInRound = 1;
    assertFails(f.appliedTo(report), "dirty pages left over or not found");
    f = figures();
    f.read = 1;
    assertFails(f.appliedTo(report), "bytes written = bytes read");
    f = figures();
    f.multifdBytes = 1;
    assertFails(f.appliedTo(report), "multifd bytes = hellos + headers + payloads");
    f = figures();
    f.mainBytes = 1;
    assertFails(f.appliedTo(report), "main ram bytes = records + framing");
    f = figures();
    f.socketBytes = 1;
    f.read = 1;
    assertFails(f.appliedTo(report), "bytes reported = bytes written");
    f = figures();
    f.syncs = 1;
    f.multifdBytes = 1344;
    assertFails(f.appliedTo(report), "SYNCs = channels x barriers");
    f = figures();
    f.marker = SyncMarker.END_OF_SECTION;
    assertFails(f.appliedTo(report), "barriers are marked by FLUSH records");
  }
}

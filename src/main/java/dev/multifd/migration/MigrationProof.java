package dev.multifd.migration;

import dev.multifd.destination.DestinationReport;
import dev.multifd.destination.SyncMarker;
import dev.multifd.evidence.Check;
import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.Verification;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.source.RoundReport;
import dev.multifd.source.SourceReport;
import dev.multifd.wire.InitPacket;
import dev.multifd.wire.PacketGeometry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What every migration must fulfil: the destination's RAM is what the guest's content says, page
 * counts agree at both ends, and reported bytes are the sockets' and those that the format implies.
 */
public final class MigrationProof {
  private static final int ZERO_RECORD_BYTES = 9;
  private static final int PAGE_RECORD_BYTES = 8 + RamBlock.PAGE_BYTES;

  private final List<Check> checks;

  private MigrationProof(List<Check> checks) {
    this.checks = checks;
  }

  /**
   * Checks a migration; reads all of the destination's RAM that is there.
   *
   * @param content what the guest's RAM must hold, by seed or image and the record of its writers
   * @param destination the RAM that was migrated into
   */
  public static MigrationProof of(
      MigrationReport report, GuestContent content, GuestRam destination) throws IOException {
    Verification ram = content.verify(destination);
    SourceReport s = report.source();
    DestinationReport d = report.destination();
    long inRounds = s.rounds().stream().mapToLong(RoundReport::sentPages).sum();
    long multifd =
        (long) InitPacket.BYTES * report.channels()
            + PacketGeometry.X86.headerBytes() * (s.packets() + s.syncPackets())
            + s.payloadBytes();
    return new MigrationProof(
        List.of(
            new Check("RAM identical", ram.identical(), ram.describe()),
            Check.equal(
                "pages sent = dirty pages handed out",
                s.normalPages() + s.zeroPages(),
                s.handedOutPages()),
            Check.equal(
                "pages sent = those of all rounds", s.normalPages() + s.zeroPages(), inRounds),
            Check.equal("dirty pages left over or not found", unaccounted(s.rounds()), 0),
            Check.equal("normal pages at both ends", s.normalPages(), d.normalPages()),
            Check.equal("zero pages at both ends", s.zeroPages(), d.zeroPages()),
            Check.equal("every page arrived", d.distinctPages(), content.totalPages()),
            Check.equal("no offset twice in a packet", d.duplicateOffsets(), 0),
            Check.equal(
                "SYNCs = channels x barriers", s.syncPackets(), report.channels() * d.barriers()),
            flushRecords(report),
            Check.equal("bytes reported = bytes written", s.transferredBytes(), s.socketBytes()),
            Check.equal("bytes written = bytes read", s.socketBytes(), d.readBytes()),
            Check.equal("multifd bytes = hellos + headers + payloads", s.multifdBytes(), multifd),
            payload(s),
            Check.equal(
                "main ram bytes = records + framing", mainRamBytes(s), expectedMainBytes(s))));
  }

  /** The destination takes the way of machine types up to 8.0, too, which is not our sender's. */
  private static Check flushRecords(MigrationReport report) {
    SyncMarker expected = report.channels() > 0 ? SyncMarker.FLUSH_RECORD : null;
    SyncMarker marker = report.destination().main().marker();
    return new Check(
        "barriers are marked by FLUSH records",
        marker == expected,
        marker == null ? "no channels, no barriers" : "marked by " + marker);
  }

  /** Of every round: dirty pages that were neither sent in it nor known in the next. */
  private static long unaccounted(List<RoundReport> rounds) {
    long pages = Math.abs(rounds.getLast().dirtyPages() - rounds.getLast().sentPages());
    for (int i = 1; i < rounds.size(); i++) {
      RoundReport before = rounds.get(i - 1);
      RoundReport round = rounds.get(i);
      pages +=
          Math.abs(
              before.dirtyPages() - before.sentPages() + round.freshPages() - round.dirtyPages());
    }
    return pages;
  }

  private static Check payload(SourceReport s) {
    long pages = (s.normalPages() - s.mainNormalPages()) * RamBlock.PAGE_BYTES;
    return s.compression().method() == CompressionMethod.NONE
        ? Check.equal("payload bytes = normal pages", s.payloadBytes(), pages)
        : new Check(
            "there is a payload where there are normal pages",
            s.payloadBytes() > 0 == pages > 0,
            s.payloadBytes() + " bytes for " + pages);
  }

  private static long mainRamBytes(SourceReport s) {
    return s.mainRamBytes().values().stream().mapToLong(Long::longValue).sum();
  }

  private static long expectedMainBytes(SourceReport s) {
    return MainFraming.bytes(s)
        + s.mainZeroPages() * ZERO_RECORD_BYTES
        + s.mainNormalPages() * PAGE_RECORD_BYTES
        + s.mainNameBytes();
  }

  /** The same proof and some checks more. */
  MigrationProof with(List<Check> others) {
    List<Check> more = new ArrayList<>(checks);
    more.addAll(others);
    return new MigrationProof(List.copyOf(more));
  }

  /** All checks, passed or not. */
  public List<Check> checks() {
    return checks;
  }

  /** Whether all passed. */
  public boolean passed() {
    return checks.stream().allMatch(Check::passed);
  }

  /**
   * Throws if a check failed.
   *
   * @throws ProofFailedException naming each check that failed and its figures
   */
  public void require() throws ProofFailedException {
    ProofFailedException.throwIfFailed(checks);
  }
}

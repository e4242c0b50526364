package dev.multifd.migration.letter;

import dev.multifd.guest.RamBlock;
import dev.multifd.migration.model.Costs;
import dev.multifd.migration.model.ModelParameters;
import dev.multifd.migration.model.Pipeline;
import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Throttling;
import dev.multifd.wire.PacketGeometry;
import java.time.Duration;

/**
 * One of the letter's migrations, and what follows from its printed figures alone.
 *
 * @param scenario what the guest did
 * @param mode the pipeline; {@code LEGACY} is the letter's "current multifd"
 * @param channels of multifd, if it was on
 * @param maxBandwidth bytes a second
 * @param downtimeLimitMs QEMU's default
 * @param printed what came out
 */
public record LetterRun(
    GuestScenario scenario,
    Pipeline mode,
    int channels,
    long maxBandwidth,
    long downtimeLimitMs,
    PrintedFigures printed) {
  /** Pages of the letter's guest, from its {@code total ram: 16777992 kbytes}. */
  public static final long GUEST_PAGES = 4_194_498;

  private static final int ZERO_RECORD_BYTES = 9;
  private static final int NORMAL_RECORD_BYTES = 8 + RamBlock.PAGE_BYTES;
  private static final long KBYTE = 1024;
  private static final long UNPRINTED_LIMIT_MS = 30_000;

  /** How it is called in tables. */
  public String title() {
    return (scenario == GuestScenario.IDLE ? "idle" : "dirtying")
        + ", "
        + switch (mode) {
          case PRECOPY -> "precopy";
          case LEGACY -> "current multifd";
          case MULTIFD -> "multifd + zero page";
        };
  }

  /** The books that its QEMU kept. */
  public Accounting accounting() {
    return mode == Pipeline.MULTIFD ? Accounting.V5 : Accounting.EXACT;
  }

  /**
   * The same for the model.
   *
   * @param seed where pages lie and how the machine's speed varies
   */
  public ModelParameters parameters(long seed) {
    long timeLimitMs = printed.completed() ? UNPRINTED_LIMIT_MS : printed.totalTimeMs();
    return new ModelParameters(
        mode,
        accounting(),
        channels,
        new ConvergenceOptions(
            Duration.ofMillis(downtimeLimitMs),
            maxBandwidth,
            Duration.ofMillis(timeLimitMs),
            Throttling.OFF),
        scenario.guest(),
        Costs.LETTER,
        seed);
  }

  /** How long the limit alone would take for the printed {@code precopy ram}, in milliseconds. */
  public double limitMs() {
    return printed.precopyRamKbytes() * KBYTE * 1e3 / maxBandwidth;
  }

  /** Pages of the guest that {@code duplicate} and {@code normal} do not have; below 0 if more. */
  public long missingPages() {
    return GUEST_PAGES - countedPages();
  }

  private long countedPages() {
    return printed.duplicatePages() + printed.normalPages();
  }

  /** Bytes of its counted pages in the fullest packets: at least that much multifd sends. */
  public long packedBytes() {
    long packets = Math.ceilDiv(countedPages(), PacketGeometry.X86.pagesPerPacket());
    return printed.normalPages() * RamBlock.PAGE_BYTES + packets * PacketGeometry.X86.headerBytes();
  }

  /** Bytes of its counted pages as records of the main channel. */
  public long recordBytes() {
    return zeroRecordBytes() + printed.normalPages() * NORMAL_RECORD_BYTES;
  }

  /** Bytes of its zero pages as records of the main channel. */
  public long zeroRecordBytes() {
    return printed.duplicatePages() * ZERO_RECORD_BYTES;
  }

  /** What would be sent within the downtime limit at the printed throughput, in bytes. */
  public double thresholdBytes() {
    return printed.bytesPerSecond() * downtimeLimitMs / 1e3;
  }

  /** The same at the bandwidth limit: no measured bandwidth is much above that. */
  public double greatestThresholdBytes() {
    return maxBandwidth * (downtimeLimitMs / 1e3);
  }
}

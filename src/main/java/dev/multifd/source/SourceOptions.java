package dev.multifd.source;

import dev.multifd.guest.PresenceKind;
import dev.multifd.payload.Compression;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import dev.multifd.scan.ZeroPageScanner;
import dev.multifd.wire.InitPacket;
import java.time.Duration;

/**
 * What a migration's source is told.
 *
 * @param channels multifd channels, 1 to 255; 0 is precopy on the main channel alone
 * @param detection who looks for zero pages; without channels MULTIFD means LEGACY, as in QEMU
 * @param dispatch how pages reach the scanner
 * @param scanner what tells zero pages
 * @param sampling what is looked at before a page is scanned
 * @param presence what is asked which pages exist, so that absent ones need not be read
 * @param compression of pages on multifd channels
 * @param packing how data packets are written to the channels
 * @param stream what is said of the guest, and to whom
 * @param accounting by which books bytes are charged to the rate limiter; V5 stands for the series'
 *     own way, and so for page-by-page dispatch and a SYNC at each section's end
 * @param convergence limits of rate and time
 * @param timeout longest time without any progress
 */
public record SourceOptions(
    int channels,
    ZeroPageDetection detection,
    Dispatch dispatch,
    ScannerKind scanner,
    Sampling sampling,
    PresenceKind presence,
    Compression compression,
    PackingKind packing,
    StreamOptions stream,
    Accounting accounting,
    ConvergenceOptions convergence,
    Duration timeout) {

  /**
   * @throws IllegalArgumentException naming the value that does not fit
   */
  public SourceOptions {
    if (channels < 0 || channels > InitPacket.MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "channels is " + channels + ": multifd takes 1 to " + InitPacket.MAX_CHANNELS);
    }
    if (presence != PresenceKind.OFF && detection == ZeroPageDetection.NONE) {
      throw new IllegalArgumentException(
          "presenceMap is of no use where nobody looks for zero pages: leave it off, or choose"
              + " another zero-page detection");
    }
    if (channels == 0 && compression.method() != CompressionMethod.NONE) {
      throw new IllegalArgumentException(
          "compression is of pages on multifd channels, and precopy has none: leave it out");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "timeoutMs is '" + timeout.toMillis() + "': give 1 or more milliseconds");
    }
    if (accounting == Accounting.V5
        && (dispatch != Dispatch.PAGE || packing == PackingKind.SEVERAL_PACKETS)) {
      throw new IllegalArgumentException(
          "accounting v5 is of packets that are handed out page by page and written one by one:"
              + " give dispatch page, and another packing than several-packets");
    }
  }

  /**
   * The scanner, with the sampling before it.
   *
   * @throws UnsupportedOperationException if this CPU or JVM has no such scanner
   */
  ZeroPageScanner createScanner() {
    return sampling.before(scanner.create());
  }

  /** The same with another stream. */
  public SourceOptions with(StreamOptions other) {
    return new SourceOptions(
        channels,
        detection,
        dispatch,
        scanner,
        sampling,
        presence,
        compression,
        packing,
        other,
        accounting,
        convergence,
        timeout);
  }

  /** When the channels are synchronised. */
  SyncPoint syncPoint() {
    return accounting == Accounting.V5 ? SyncPoint.END_OF_SECTION : stream.dialect().syncPoint();
  }

  /** Whether pages travel on multifd channels. */
  public boolean multifd() {
    return channels > 0;
  }
}

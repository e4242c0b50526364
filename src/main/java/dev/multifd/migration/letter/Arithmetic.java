package dev.multifd.migration.letter;

import static dev.multifd.migration.letter.Remark.arithmetic;
import static dev.multifd.migration.letter.Remark.inference;

import dev.multifd.guest.RamBlock;
import dev.multifd.migration.model.GuestParameters;
import dev.multifd.migration.model.Pipeline;
import dev.multifd.source.RateLimiter;
import dev.multifd.wire.PacketGeometry;
import java.util.ArrayList;
import java.util.List;

/** What the printed figures say by themselves. */
final class Arithmetic {
  private static final double WINDOW_MS = RateLimiter.WINDOW_NS / 1e6;
  private static final int PACKET_PAGES = PacketGeometry.X86.pagesPerPacket();
  private static final double GB = 1e9;
  private static final long KBYTE = 1024;
  private static final long FIRST_TRY_SET_BYTES = 4L * (512 << 20);

  private final CoverLetter letter;
  private final List<Remark> remarks = new ArrayList<>();

  private Arithmetic(CoverLetter letter) {
    this.letter = letter;
  }

  /** In the order in which they lead to each other. */
  static List<Remark> remarks(CoverLetter letter) {
    Arithmetic all = new Arithmetic(letter);
    all.honestBooks();
    all.limiter();
    all.trueBytes();
    all.missingPages();
    all.thresholds();
    all.dirtyRate();
    all.pagesSentTwice();
    return List.copyOf(all.remarks);
  }

  private List<LetterRun> zeroPageRuns(GuestScenario scenario) {
    return letter.runs(scenario, Pipeline.MULTIFD);
  }

  private void honestBooks() {
    LetterRun precopy = letter.runs(GuestScenario.IDLE, Pipeline.PRECOPY).getFirst();
    remarks.add(
        arithmetic(
            "%s: 9 * duplicate + 4104 * normal = %d kbytes; transferred ram printed: %d",
            precopy.title(),
            precopy.recordBytes() / KBYTE,
            precopy.printed().transferredRamKbytes()));
    for (GuestScenario scenario : GuestScenario.values()) {
      for (LetterRun run : letter.runs(scenario, Pipeline.LEGACY)) {
        remarks.add(
            arithmetic(
                "%s: 9 * duplicate = %d kbytes; precopy ram printed: %d",
                run.title(), run.zeroRecordBytes() / KBYTE, run.printed().precopyRamKbytes()));
      }
    }
    remarks.add(
        inference(
            "the books of precopy are right; those of current multifd leave the multifd channels"
                + " out of precopy ram and downtime ram, as the letter says"));
  }

  private void limiter() {
    for (GuestScenario scenario : GuestScenario.values()) {
      for (LetterRun run : zeroPageRuns(scenario)) {
        remarks.add(
            arithmetic(
                "%s: precopy ram / max-bandwidth = %.1f ms; total - downtime - setup = %d ms, %.2f"
                    + " windows of 100 ms",
                run.title(),
                run.limitMs(),
                run.printed().precopyMs(),
                run.printed().precopyMs() / WINDOW_MS));
      }
    }
    remarks.add(
        inference(
            "idle, the bandwidth limit took all of the precopy phase, 17 and 14 windows; dirtying,"
                + " all but 0.2 s of it"));
  }

  private void trueBytes() {
    for (GuestScenario scenario : GuestScenario.values()) {
      for (LetterRun run : zeroPageRuns(scenario)) {
        long transferred = run.printed().transferredRamKbytes() * KBYTE;
        remarks.add(
            arithmetic(
                "%s: its counted pages are %.2f GB in full packets (%.1f windows' worth); printed"
                    + " %.2f GB, %.1f times as much",
                run.title(),
                run.packedBytes() / GB,
                run.packedBytes() * 1e3 / run.maxBandwidth() / WINDOW_MS,
                transferred / GB,
                (double) transferred / run.packedBytes()));
      }
    }
    remarks.add(
        inference(
            "what the limit held back was not sent: packets of nothing but zero pages were booked"
                + " with the last payload before them once more"));
  }

  private void missingPages() {
    for (LetterRun run : letter.runs()) {
      if (run.scenario() == GuestScenario.IDLE) {
        long missing = run.missingPages();
        remarks.add(
            missing < 0
                ? arithmetic(
                    "%s: duplicate + normal = %d pages more than the guest has",
                    run.title(), -missing)
                : arithmetic(
                    "%s: duplicate + normal = %d pages fewer than the guest has: %.1f packets on"
                        + " each of %d channels",
                    run.title(),
                    missing,
                    (double) missing / PACKET_PAGES / run.channels(),
                    run.channels()));
      }
    }
    remarks.add(
        inference(
            "the last packet of each channel before each SYNC was not counted; so there was about"
                + " one section a window, and a window's bytes were booked within 50 ms: handing a"
                + " page out took 0.2 us"));
  }

  private void thresholds() {
    long setBytes = GuestParameters.DIRTYING.workingSetPages() * RamBlock.PAGE_BYTES;
    for (LetterRun run : letter.runs()) {
      if (run.scenario() == GuestScenario.DIRTYING) {
        remarks.add(
            arithmetic(
                "%s: throughput * %d ms = %.2f GB, %s the set of %.2f GB; dirty sync count %d%s",
                run.title(),
                run.downtimeLimitMs(),
                run.thresholdBytes() / GB,
                run.thresholdBytes() > setBytes ? "above" : "below",
                setBytes / GB,
                run.printed().dirtySyncCount(),
                run.printed().completed() ? "" : ", still running"));
      }
    }
    LetterRun any = letter.runs().getFirst();
    remarks.add(
        arithmetic(
            "max-bandwidth * %d ms = %.2f GB: above 4 * 400 MiB = %.2f GB, below 4 * 512 MiB = %.2f"
                + " GB",
            any.downtimeLimitMs(),
            any.greatestThresholdBytes() / GB,
            setBytes / GB,
            FIRST_TRY_SET_BYTES / GB));
    remarks.add(
        inference(
            "multifd + zero page converges at its second look because phantom bytes raise the"
                + " measured bandwidth; the others need a window far above their average, or luck;"
                + " and with 512 MB nothing converges under that limit unless part of the set is"
                + " clean"));
  }

  private void dirtyRate() {
    LetterRun run = letter.runs(GuestScenario.DIRTYING, Pipeline.PRECOPY).getFirst();
    PrintedFigures printed = run.printed();
    Long expectedMs = printed.expectedDowntimeMs();
    Long rate = printed.dirtyPagesRate();
    if (expectedMs == null || rate == null) {
      return;
    }
    remarks.add(
        arithmetic(
            "%s: expected downtime * throughput = %.3f GB = %.0f pages; the set has %d",
            run.title(),
            expectedMs * printed.bytesPerSecond() / 1e3 / GB,
            expectedMs * printed.bytesPerSecond() / 1e3 / RamBlock.PAGE_BYTES,
            GuestParameters.DIRTYING.workingSetPages()));
    remarks.add(
        arithmetic(
            "%s: dirty pages rate %d, pages-per-second %d; %.0f normal pages a round, %.2f s",
            run.title(),
            rate,
            printed.pagesPerSecond(),
            (double) printed.normalPages() / printed.dirtySyncCount(),
            printed.totalTimeMs() / 1e3 / printed.dirtySyncCount()));
    remarks.add(
        inference(
            "the whole set was dirty again after each round of 0.42 s, so the guest wrote at least"
                + " 1 M pages a second; the dirty pages rate counts pages found clean, and follows"
                + " the sender, not the guest"));
  }

  private void pagesSentTwice() {
    GuestParameters guest = GuestParameters.DIRTYING;
    for (LetterRun run : zeroPageRuns(GuestScenario.DIRTYING)) {
      remarks.add(
          arithmetic(
              "%s: normal pages above the %d that are not zero: %d; the set has %d",
              run.title(),
              guest.nonZeroPages() + guest.workingSetPages(),
              run.printed().normalPages() - guest.nonZeroPages() - guest.workingSetPages(),
              guest.workingSetPages()));
    }
    remarks.add(
        inference(
            "every page was sent once and the set once more, in the downtime: the guest was stopped"
                + " when the first pass was nearly over"));
  }
}

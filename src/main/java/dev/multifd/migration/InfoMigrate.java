package dev.multifd.migration;

import dev.multifd.counters.Phase;
import dev.multifd.guest.RamBlock;
import dev.multifd.source.BookedReport;
import dev.multifd.source.RoundReport;
import dev.multifd.source.SourceProgress;
import dev.multifd.source.SourceReport;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * The text of a completed migration, line for line as QEMU's monitor prints {@code info migrate}
 * (migration/migration-hmp-cmds.c), and what QEMU does not tell behind it.
 */
public final class InfoMigrate {
  /** All pages, none before the guest is stopped, and none after. */
  private static final int ROUNDS_OF_AN_IDLE_GUEST = 3;

  private InfoMigrate() {}

  /** The whole text of a migration whose both ends are known, ending with a line feed. */
  public static String text(MigrationReport report) {
    SourceReport s = report.source();
    StringBuilder out = new StringBuilder();
    asQemu(out, s);
    beyondQemu(out, s);
    line(
        out,
        "CPU ms: source main %.0f, source channels %.0f, destination main %.0f, destination"
            + " channels %.0f",
        msd(s.mainThread().cpuNs()),
        msd(s.channelThreads().cpuNs()),
        msd(report.destination().mainThread().cpuNs()),
        msd(report.destination().channelThreads().cpuNs()));
    line(
        out,
        "minor faults, populated pages included: source %d, destination %d",
        s.mainThread().minorFaults() + s.channelThreads().minorFaults(),
        report.destination().mainThread().minorFaults()
            + report.destination().channelThreads().minorFaults());
    presence(out, s);
    report
        .guest()
        .ifPresent(g ->
            line(
                out,
                "guest: %.0f pages/s before, %.0f pages/s meanwhile (%.1f %% slower); a write"
                    + " dirties %d kbytes at most",
                g.pagesPerSecondBefore(),
                g.pagesPerSecondMeanwhile(),
                g.slowDownPercent(),
                kib(g.granularityBytes())));
    rounds(out, s);
    return out.toString();
  }

  /** The whole text of a migration of which only the source is known, ending with a line feed. */
  public static String text(SourceReport s) {
    StringBuilder out = new StringBuilder();
    asQemu(out, s);
    beyondQemu(out, s);
    line(
        out,
        "CPU ms: main %.0f, channels %.0f; minor faults: %d",
        msd(s.mainThread().cpuNs()),
        msd(s.channelThreads().cpuNs()),
        s.mainThread().minorFaults() + s.channelThreads().minorFaults());
    presence(out, s);
    rounds(out, s);
    return out.toString();
  }

  private static void asQemu(StringBuilder out, SourceReport s) {
    BookedReport booked = s.booked();
    line(out, "Migration status: completed");
    line(out, "total time: %d ms", ms(s.totalNs()));
    line(out, "downtime: %d ms", ms(s.downtimeNs()));
    line(out, "setup: %d ms", ms(s.setupNs()));
    line(out, "transferred ram: %d kbytes", kib(booked.transferredBytes()));
    line(out, "throughput: %.2f mbps", throughputMbps(booked.transferredBytes(), s));
    line(out, "remaining ram: 0 kbytes");
    line(out, "total ram: %d kbytes", kib(s.totalRamBytes()));
    line(out, "duplicate: %d pages", booked.zeroPages());
    line(out, "normal: %d pages", booked.normalPages());
    line(out, "normal bytes: %d kbytes", kib(booked.normalPages() * RamBlock.PAGE_BYTES));
    line(out, "dirty sync count: %d", s.dirtySyncCount());
    line(out, "page size: %d kbytes", kib(RamBlock.PAGE_BYTES));
    line(out, "multifd bytes: %d kbytes", kib(booked.multifdBytes()));
    line(out, "pages-per-second: %d", pagesPerSecond(s));
    line(out, "precopy ram: %d kbytes", kib(booked.bytesByPhase().getOrDefault(Phase.PRECOPY, 0L)));
    line(
        out,
        "downtime ram: %d kbytes",
        kib(booked.bytesByPhase().getOrDefault(Phase.DOWNTIME, 0L)));
  }

  private static void beyondQemu(StringBuilder out, SourceReport s) {
    line(out, "");
    line(out, "Beyond info migrate (channels included above; pages-per-second is the average):");
    if (s.v5().isPresent()) {
      line(
          out,
          "by the series' books above; really transferred ram: %d kbytes, throughput: %.2f mbps,"
              + " duplicate: %d pages, normal: %d pages",
          kib(s.transferredBytes()),
          throughputMbps(s.transferredBytes(), s),
          s.zeroPages(),
          s.normalPages());
    }
    line(out, "setup bytes: %d, device phase bytes: %d", bytes(s, Phase.SETUP), device(s));
    line(
        out,
        "main channel alone, as QEMU counts: precopy ram %d kbytes, downtime ram %d kbytes",
        kib(MainFraming.qemuRamBytes(s, Phase.PRECOPY)),
        kib(MainFraming.qemuRamBytes(s, Phase.DOWNTIME)));
    line(
        out,
        "multifd packets: %d data, %d SYNC; writes: %d, of them short: %d",
        s.packets(),
        s.syncPackets(),
        s.writeCalls(),
        s.shortWrites());
    line(
        out,
        "total %.3f ms, setup %.3f ms, downtime %.3f ms",
        msd(s.totalNs()),
        msd(s.setupNs()),
        msd(s.downtimeNs()));
    latency(out, "latency of a write of packets", s.sendLatency());
    latency(out, "sync latency", s.syncLatency());
  }

  private static void presence(StringBuilder out, SourceReport s) {
    s.presence()
        .ifPresent(p ->
            line(
                out,
                "presence map: %d pages that the kernel calls absent were not read; taken in %.3f"
                    + " ms by %s",
                p.pagesNotRead(),
                msd(p.takingNs()),
                p.method()));
  }

  private static void rounds(StringBuilder out, SourceReport s) {
    if (s.rounds().size() > ROUNDS_OF_AN_IDLE_GUEST) {
      s.rounds().forEach(round -> line(out, "%s", round(round)));
    }
  }

  private static String round(RoundReport round) {
    return String.format(
        Locale.ROOT,
        "round at %.1f ms (%s): %d pages dirty, %d of them newly, found in %.2f ms; %d normal, %d"
            + " zero, %d kbytes in %.1f ms",
        msd(round.startNs()),
        round.phase().name().toLowerCase(Locale.ROOT),
        round.dirtyPages(),
        round.freshPages(),
        msd(round.syncNs()),
        round.normalPages(),
        round.zeroPages(),
        kib(round.bytes()),
        msd(round.durationNs()));
  }

  /** One line on a running migration. */
  public static String progress(SourceProgress now, long guestPages) {
    long pages = now.normalPages() + now.zeroPages();
    return String.format(
        Locale.ROOT,
        "%s: %.1f s, %d of %d pages (%d normal, %d zero), %d kbytes, dirty sync count %d",
        now.phase().name().toLowerCase(Locale.ROOT),
        now.elapsedNs() / 1e9,
        pages,
        guestPages,
        now.normalPages(),
        now.zeroPages(),
        kib(now.bytes()),
        now.dirtySyncCount());
  }

  private static void latency(StringBuilder out, String name, Histogram h) {
    if (h.getTotalCount() > 0) {
      line(
          out,
          "%s: p50 %.1f us, p99 %.1f us, max %.1f us (%d)",
          name,
          h.getValueAtPercentile(50) / 1e3,
          h.getValueAtPercentile(99) / 1e3,
          h.getMaxValue() / 1e3,
          h.getTotalCount());
    }
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Megabits (10^6) a second after setup, as QEMU computes it for a completed migration. */
  private static double throughputMbps(long bytes, SourceReport s) {
    return bytes * 8e3 / Math.max(1, s.totalNs() - s.setupNs());
  }

  private static long pagesPerSecond(SourceReport s) {
    return Math.round((s.normalPages() + s.zeroPages()) * 1e9 / Math.max(1, s.totalNs()));
  }

  private static long bytes(SourceReport s, Phase phase) {
    return s.bytesByPhase().getOrDefault(phase, 0L);
  }

  private static long device(SourceReport s) {
    return bytes(s, Phase.DEVICE);
  }

  private static long ms(long ns) {
    return Math.round(ns / 1e6);
  }

  private static double msd(long ns) {
    return ns / 1e6;
  }

  private static long kib(long bytes) {
    return bytes >> 10;
  }
}

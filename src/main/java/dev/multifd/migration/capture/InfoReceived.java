package dev.multifd.migration.capture;

import dev.multifd.destination.DestinationProgress;
import dev.multifd.destination.DestinationReport;
import dev.multifd.destination.MainReport;
import java.util.Locale;

/** What has arrived, for people. */
public final class InfoReceived {
  private InfoReceived() {}

  /** The whole text, ending with a line feed. */
  public static String text(CapturedGuest guest, Manifest manifest) {
    DestinationReport report = guest.report();
    MainReport main = report.main();
    long ramPages = guest.ram().totalPages();
    StringBuilder out = new StringBuilder();
    line(out, "machine: %s, guest uuid %s", manifest.machine(), manifest.uuid());
    line(out, "%s", way(manifest));
    line(
        out,
        "total time: %.1f ms from the first connection; %d kbytes, %.0f mbps",
        report.loadingNs() / 1e6,
        report.readBytes() >> 10,
        report.readBytes() * 8e3 / Math.max(1, report.loadingNs()));
    line(
        out,
        "total ram: %d kbytes, %d pages; never sent: %d",
        guest.ram().totalBytes() >> 10,
        ramPages,
        ramPages - report.distinctPages());
    line(
        out,
        "duplicate: %d pages, normal: %d pages; of them on the main channel %d and %d",
        report.zeroPages(),
        report.normalPages(),
        main.zeroPages(),
        main.normalPages());
    line(out, "device state: %d bytes", manifest.deviceState().bytes());
    for (Manifest.Block block : manifest.blocks()) {
      line(out, "%s", BlockText.of(block));
    }
    return out.toString();
  }

  /** One line on a guest that is arriving. */
  static String progress(DestinationProgress now) {
    return String.format(
        Locale.ROOT,
        "%.1f s: %d pages normal, %d zero, %d kbytes",
        now.elapsedNs() / 1e9,
        now.normalPages(),
        now.zeroPages(),
        now.readBytes() >> 10);
  }

  private static String way(Manifest manifest) {
    String answered = manifest.returnPath() ? ", return path answered" : "";
    return manifest.channels() == 0
        ? "precopy on the main channel" + answered
        : "multifd: %d channels, compression %s, barriers marked by %s%s"
            .formatted(
                manifest.channels(),
                manifest.compression(),
                "flush-record".equals(manifest.dialect())
                    ? "FLUSH records"
                    : "the ends of sections (machine types up to 8.0)",
                answered);
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}

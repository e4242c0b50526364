package dev.multifd.migration.capture;

import dev.multifd.migration.InfoMigrate;
import dev.multifd.migration.ParameterText;
import dev.multifd.source.Confirmation;
import dev.multifd.source.SourceReport;
import java.util.Locale;

/** What was sent, for people. */
public final class InfoSent {
  private InfoSent() {}

  /** All but the digests, ending with a line feed. */
  public static String text(StoredGuest guest, SendOptions options, SourceReport report) {
    return String.format(
        Locale.ROOT,
        "machine: %s, guest uuid %s%n%s, dialect %s, %s%n%n%s%ndevice state: %d bytes%n",
        guest.manifest().machine(),
        guest.vm(),
        way(options),
        ParameterText.of(options.dialect()),
        end(options.confirmation()),
        InfoMigrate.text(report),
        guest.manifest().deviceState().bytes());
  }

  private static String way(SendOptions options) {
    return options.source().multifd()
        ? "multifd: %d channels, zero-page-detection %s, compression %s"
            .formatted(
                options.source().channels(),
                ParameterText.of(options.source().detection()),
                ParameterText.of(options.source().compression().method()))
        : "precopy on the main channel";
  }

  private static String end(Confirmation confirmation) {
    return switch (confirmation) {
      case RETURN_PATH -> "return path: the destination has loaded everything";
      case END_OF_STREAM ->
          "no return path: the destination has read everything, and does not say if it is loaded";
    };
  }
}

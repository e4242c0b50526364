package dev.multifd.migration.capture;

import dev.multifd.migration.ParameterText;
import dev.multifd.migration.PrerequisiteException;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.WireDialect;
import dev.multifd.source.ZeroPageDetection;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** What a QEMU must be, and be told, to take a captured guest; for people. */
final class DestinationSetup {
  private final StoredGuest guest;
  private final SendOptions options;

  DestinationSetup(StoredGuest guest, SendOptions options) {
    this.guest = guest;
    this.options = options;
  }

  /** What it must be, in a few words. */
  String requirements() {
    SourceOptions source = options.source();
    return "the destination must be a "
        + machine()
        + (source.multifd()
            ? " with multifd on, multifd-channels "
                + source.channels()
                + ", multifd-compression "
                + ParameterText.of(source.compression().method())
            : " with multifd off")
        + "; its own messages tell more";
  }

  /**
   * How to start it and what to type at its monitor, then what should be known beforehand.
   *
   * @throws PrerequisiteException if its host has no address
   */
  String invitation() throws PrerequisiteException {
    StringBuilder text = new StringBuilder();
    text.append("sending to ")
        .append(options.to())
        .append("; there, start QEMU as the guest was started (-machine ")
        .append(machine());
    if (!guest.vm().equals(StreamOptions.NO_UUID)) {
      text.append(" -uuid ").append(guest.vm());
    }
    text.append("), and with -incoming defer; at its monitor:\n")
        .append(
            MonitorCommands.settings(
                options.source().channels(), options.source().compression().method()))
        .append(MonitorCommands.INDENT)
        .append("migrate_incoming ")
        .append(options.to());
    warnings().forEach(warning -> text.append("\nwarning: ").append(warning));
    return text.toString();
  }

  private List<String> warnings() throws PrerequisiteException {
    List<String> warnings = new ArrayList<>();
    if (!isLocal()) {
      warnings.add(
          "the stream is not encrypted and nobody has to prove who they are: whoever is on its way"
              + " can read the guest, and whoever listens there gets it");
    }
    if (!guest.machineType().isKnown()) {
      warnings.add(
          "of machine type "
              + machine()
              + " nothing is known here; the stream is written in the dialect "
              + ParameterText.of(options.dialect())
              + " (--dialect has others)");
    }
    if (sendsZeroPagesThatOldQemusMiss()) {
      warnings.add(
          "zero pages go on the multifd channels, where a QEMU before 9.0 does not see them"
              + " (--zero-page-detection legacy)");
    }
    return warnings;
  }

  private boolean isLocal() throws PrerequisiteException {
    try {
      return options.to().isLocal();
    } catch (UnknownHostException e) {
      throw new PrerequisiteException("no address for host " + e.getMessage());
    }
  }

  private boolean sendsZeroPagesThatOldQemusMiss() {
    return options.source().multifd()
        && options.source().detection() == ZeroPageDetection.MULTIFD
        && options.dialect().compareTo(WireDialect.UP_TO_8_2) <= 0;
  }

  private String machine() {
    return guest.manifest().machine();
  }
}

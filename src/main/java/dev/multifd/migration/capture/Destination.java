package dev.multifd.migration.capture;

import dev.multifd.migration.ParameterText;

/** What a QEMU must be told to take a captured guest, for people. */
final class Destination {
  private Destination() {}

  /** In one line. */
  static String requirements(StoredGuest guest, SendOptions options) {
    int channels = options.source().channels();
    String multifd =
        channels == 0
            ? "multifd off"
            : "multifd on, multifd-channels "
                + channels
                + ", multifd-compression "
                + ParameterText.of(options.source().compression().method());
    return "the destination must be a "
        + guest.manifest().machine()
        + " with "
        + multifd
        + "; its own messages tell more";
  }
}

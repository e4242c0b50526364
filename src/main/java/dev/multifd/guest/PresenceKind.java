package dev.multifd.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The ways to learn which pages exist. {@link #open()} is the one place that opens them. */
public enum PresenceKind {
  /** Nobody asks. */
  OFF,
  /** The first of the two below that this kernel has. */
  ON,
  /** The {@code PAGEMAP_SCAN} ioctl (Linux 6.7). */
  PAGEMAP_SCAN,
  /** Reading {@code /proc/self/pagemap}, eight bytes a page. */
  PAGEMAP_READ;

  /**
   * What there is to ask.
   *
   * @param source answers; where nothing works it takes every page for data
   * @param method its name, and in brackets why nothing better; for people
   * @param tells whether it can call a page absent at all
   */
  public record Choice(PresenceSource source, String method, boolean tells)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  /** One way, by its name. */
  record Way(String name, Opener opener) {}

  /** Opens a source, or says why it cannot. */
  @FunctionalInterface
  interface Opener {
    PresenceSource open() throws IOException;
  }

  private static final Way SCAN = new Way("PAGEMAP_SCAN", PagemapScanPresence::open);
  private static final Way READ = new Way("/proc/self/pagemap", PagemapReadPresence::open);

  /** Opens the first way that works here. */
  public Choice open() {
    return firstOf(
        switch (this) {
          case OFF -> List.of();
          case ON -> List.of(SCAN, READ);
          case PAGEMAP_SCAN -> List.of(SCAN);
          case PAGEMAP_READ -> List.of(READ);
        });
  }

  static Choice firstOf(List<Way> ways) {
    List<String> failures = new ArrayList<>();
    for (Way way : ways) {
      try {
        return new Choice(way.opener.open(), method(way.name, failures), true);
      } catch (IOException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
    return new Choice(new UnknownPresence(), method("none", failures), false);
  }

  private static String method(String name, List<String> failures) {
    return failures.isEmpty() ? name : name + " (" + String.join("; ", failures) + ")";
  }
}

package dev.multifd.cli;

import java.util.Locale;

/** What the command {@code report} makes. */
enum ReportFormat {
  /** One page with everything. */
  HTML,
  /** A file for each chart. */
  SVG;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.multifd.migration.capture;

import dev.multifd.migration.ParameterText;
import dev.multifd.payload.CompressionMethod;

/** What is typed at a QEMU's monitor, so that it is set up as the other end is. */
final class MonitorCommands {
  static final String INDENT = "  ";

  private MonitorCommands() {}

  /** A line each, indented, before the migration; none for precopy. */
  static String settings(int channels, CompressionMethod compression) {
    if (channels == 0) {
      return "";
    }
    StringBuilder lines = new StringBuilder();
    line(lines, "migrate_set_capability multifd on");
    line(lines, "migrate_set_parameter multifd-channels " + channels);
    if (compression != CompressionMethod.NONE) {
      line(lines, "migrate_set_parameter multifd-compression " + ParameterText.of(compression));
    }
    return lines.toString();
  }

  private static void line(StringBuilder lines, String command) {
    lines.append(INDENT).append(command).append('\n');
  }
}

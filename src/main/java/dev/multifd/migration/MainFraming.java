package dev.multifd.migration;

import dev.multifd.counters.Phase;
import dev.multifd.source.SourceReport;

/** What the main channel's sections weigh around their page records. */
final class MainFraming {
  private static final long FLUSH_BYTES = 8;
  private static final long EOS_BYTES = 8;
  private static final long HEADER_AND_FOOTER_BYTES = 5 + 5;
  private static final long COMMAND_BYTES = 5;

  private MainFraming() {}

  /** Bytes of all PART sections and the END section, and of the command before the END. */
  static long bytes(MigrationReport report) {
    return report.source().rounds().size() * sectionBytes(report) + COMMAND_BYTES;
  }

  private static long sectionBytes(MigrationReport report) {
    return HEADER_AND_FOOTER_BYTES + EOS_BYTES + (report.channels() > 0 ? FLUSH_BYTES : 0);
  }

  /**
   * What QEMU counts as precopy ram or downtime ram (migration/ram.c, {@code ram_transferred_add}):
   * page records on the main channel, and the end marks of PART sections.
   */
  static long qemuRamBytes(MigrationReport report, Phase phase) {
    SourceReport source = report.source();
    long bytes = source.mainRamBytes().getOrDefault(phase, 0L);
    long sections = source.rounds().stream().filter(round -> round.phase() == phase).count();
    return phase == Phase.PRECOPY
        ? bytes - sections * (sectionBytes(report) - EOS_BYTES)
        : bytes - sections * (sectionBytes(report) + COMMAND_BYTES);
  }
}

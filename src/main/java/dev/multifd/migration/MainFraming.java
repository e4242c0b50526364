package dev.multifd.migration;

import dev.multifd.counters.Phase;
import dev.multifd.source.Sections;
import dev.multifd.source.SourceReport;

/** What the main channel's sections weigh around their page records. */
final class MainFraming {
  private static final long FLUSH_BYTES = 8;
  private static final long EOS_BYTES = 8;
  private static final long HEADER_AND_FOOTER_BYTES = 5 + 5;
  private static final long COMMAND_BYTES = 5;

  private MainFraming() {}

  /** Bytes of all PART sections and the END section, and of the command before the END. */
  static long bytes(SourceReport source) {
    Sections sections = source.sections();
    return (sections.parts() + 1) * (HEADER_AND_FOOTER_BYTES + EOS_BYTES)
        + FLUSH_BYTES * (sections.precopyMarkers() + sections.downtimeMarkers())
        + COMMAND_BYTES * sections.switchoverStarts();
  }

  /**
   * What QEMU counts as precopy ram or downtime ram (migration/ram.c, {@code ram_transferred_add}):
   * page records on the main channel, and the end marks of PART sections.
   */
  static long qemuRamBytes(SourceReport source, Phase phase) {
    Sections sections = source.sections();
    long bytes = source.mainRamBytes().getOrDefault(phase, 0L);
    return phase == Phase.PRECOPY
        ? bytes
            - sections.parts() * HEADER_AND_FOOTER_BYTES
            - FLUSH_BYTES * sections.precopyMarkers()
        : bytes
            - (HEADER_AND_FOOTER_BYTES + EOS_BYTES)
            - COMMAND_BYTES * sections.switchoverStarts()
            - FLUSH_BYTES * sections.downtimeMarkers();
  }
}

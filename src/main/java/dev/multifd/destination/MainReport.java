package dev.multifd.destination;

import org.jspecify.annotations.Nullable;

/**
 * What the main channel said of its source, and the pages that came on it.
 *
 * @param machine the source's machine type
 * @param ramSectionId the number of the section {@code ram}; u32
 * @param marker how barriers were marked; null where there were no channels
 * @param returnPath whether the source asked to be told when all is loaded
 * @param normalPages pages that came whole on the main channel
 * @param zeroPages pages that came as zero records
 */
public record MainReport(
    String machine,
    int ramSectionId,
    @Nullable SyncMarker marker,
    boolean returnPath,
    long normalPages,
    long zeroPages) {}

package dev.multifd.source;

/**
 * Sections of the main channel that a migration wrote, beside START and END.
 *
 * @param parts PART sections
 * @param precopyMarkers MULTIFD_FLUSH records in them
 * @param downtimeMarkers MULTIFD_FLUSH records in the END section
 */
public record Sections(long parts, long precopyMarkers, long downtimeMarkers) {}

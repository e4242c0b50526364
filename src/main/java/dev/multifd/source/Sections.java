package dev.multifd.source;

/**
 * Sections of the main channel that a migration wrote, beside START and END, and what stood in
 * them.
 *
 * @param parts PART sections
 * @param precopyMarkers MULTIFD_FLUSH records in them
 * @param downtimeMarkers MULTIFD_FLUSH records in the END section
 * @param switchoverStarts commands before the END section that announce it
 */
public record Sections(
    long parts, long precopyMarkers, long downtimeMarkers, long switchoverStarts) {}

package dev.multifd.migration;

import dev.multifd.guest.GuestRam.HugePages;

/**
 * In which state a migration finds the memory of both ends.
 *
 * @param sourceHugePages whether huge pages may back the source
 * @param destination what was done to the destination
 */
public record RamState(HugePages sourceHugePages, DestinationState destination) {}

package dev.multifd.source;

/**
 * What a migration had of its presence map.
 *
 * @param method what was asked which pages exist, and why nothing better
 * @param takingNs time until the map was there, of the first round
 * @param pagesNotRead zero pages that nobody read, since the kernel calls them absent
 */
public record PresenceReport(String method, long takingNs, long pagesNotRead) {}

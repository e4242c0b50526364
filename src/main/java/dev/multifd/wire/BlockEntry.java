package dev.multifd.wire;

/**
 * One RAM block as the source announces it.
 *
 * @param idstr the block's name, such as {@code pc.ram}
 * @param usedBytes its used length in bytes
 */
public record BlockEntry(String idstr, long usedBytes) {}

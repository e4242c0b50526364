package dev.multifd.migration;

/**
 * One thing that a migration must have fulfilled.
 *
 * @param name what
 * @param passed whether it did
 * @param detail the figures, for people
 */
public record Check(String name, boolean passed, String detail) {}

package dev.multifd.results;

/**
 * Something a cell proved, or failed to.
 *
 * @param name what was checked
 * @param passed whether it held in every fork that ran
 * @param detail how often it was checked, or what differed
 */
public record Check(String name, boolean passed, String detail) {}

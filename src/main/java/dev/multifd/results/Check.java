package dev.multifd.results;

/**
 * Something a cell proved, or failed to.
 *
 * @param name what was checked
 * @param passed whether it held every time
 * @param shots how many shots it was checked on; 0 when it failed outside of them
 * @param detail its figures: those of the first shot that failed, or of the last one
 */
public record Check(String name, boolean passed, int shots, String detail) {}

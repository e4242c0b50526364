package dev.multifd.report.page;

import dev.multifd.results.RunFile;

/**
 * A run and the file that it is in.
 *
 * @param name of the file, without its folder
 * @param run what is in it
 */
public record NamedRun(String name, RunFile run) {}

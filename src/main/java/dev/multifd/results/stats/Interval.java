package dev.multifd.results.stats;

/**
 * A closed confidence interval.
 *
 * @param low in the unit of the figures
 * @param high in the unit of the figures
 */
public record Interval(double low, double high) {}

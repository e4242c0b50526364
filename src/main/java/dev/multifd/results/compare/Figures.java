package dev.multifd.results.compare;

import dev.multifd.results.Better;

/**
 * What a measure takes from a cell.
 *
 * @param unit of the figures
 * @param better which direction is an improvement
 * @param forks the figures
 */
public record Figures(String unit, Better better, ForkFigures forks) {}

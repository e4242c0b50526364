package dev.multifd.results;

import java.util.List;

/**
 * One auxiliary counter of a cell.
 *
 * @param unit such as {@code ns}, {@code bytes}, {@code pages} or {@code #}
 * @param samples {@code [fork][iteration]}; a failed fork has none
 */
public record CounterSamples(String unit, List<List<Double>> samples) {}

package dev.multifd.results;

/**
 * What the samples of a cell are.
 *
 * @param mode JMH's short name of the mode, such as {@code ss} or {@code avgt}
 * @param unit JMH's unit, such as {@code ms/op}
 * @param better which direction is an improvement
 */
public record Metric(String mode, String unit, Better better) {}

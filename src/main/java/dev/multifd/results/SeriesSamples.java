package dev.multifd.results;

import java.util.List;

/**
 * Tables of one kind, one for each measured shot.
 *
 * @param columns names of the columns, each with its unit at the end
 * @param rows {@code [fork][shot][row][column]}; a failed fork has none
 */
public record SeriesSamples(List<String> columns, List<List<List<List<Double>>>> rows) {}

package dev.multifd.report.plot;

/**
 * What a colour means.
 *
 * @param name of a series
 * @param hue its colour, see {@link Hues}
 */
public record SeriesKey(String name, int hue) {}

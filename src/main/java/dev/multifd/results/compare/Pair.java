package dev.multifd.results.compare;

import org.jspecify.annotations.Nullable;

/**
 * Two cells that make a row; not both are missing.
 *
 * @param row the row's name
 * @param base null if the base has no such cell
 * @param contender null if the contender has none
 */
public record Pair(String row, @Nullable MeasuredCell base, @Nullable MeasuredCell contender) {}

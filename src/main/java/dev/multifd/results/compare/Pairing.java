package dev.multifd.results.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is held against what.
 *
 * @param along the key whose values are compared; null if runs are
 * @param base name of what the others are held against
 * @param contender name of what is held against it
 * @param pairs rows, in the base's order
 */
public record Pairing(@Nullable String along, String base, String contender, List<Pair> pairs) {}

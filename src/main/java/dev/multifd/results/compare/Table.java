package dev.multifd.results.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One measure of one contender against the base. Its rows are one family: all together raise a
 * false alarm with no more than the probability that {@link Criteria#level} allows.
 *
 * @param measure name of what is compared
 * @param along the key whose values are compared; null if runs are
 * @param base name of the base
 * @param contender name of the contender
 * @param tested how many rows share the correction
 * @param rows the rows
 * @param geomeans mean changes, one for each direction that rows have
 */
public record Table(
    String measure,
    @Nullable String along,
    String base,
    String contender,
    int tested,
    List<Row> rows,
    List<Geomean> geomeans) {}

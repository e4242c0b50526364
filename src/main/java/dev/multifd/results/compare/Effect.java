package dev.multifd.results.compare;

import dev.multifd.results.stats.HodgesLehmann;
import dev.multifd.results.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How the contender differs from the base.
 *
 * @param shift Hodges-Lehmann's, in the row's unit
 * @param shiftInterval null when there are too few forks
 * @param change the shift as a part of the base's median; null if that is 0 and the shift is not
 * @param changeInterval null when there are too few forks, or nothing that it could be a part of
 * @param p two-sided, of this row alone
 * @param adjustedP the same with Holm's correction for the table
 */
public record Effect(
    double shift,
    @Nullable Interval shiftInterval,
    @Nullable Double change,
    @Nullable Interval changeInterval,
    double p,
    double adjustedP) {

  static Effect of(HodgesLehmann shift, double baseMedian, double p, double adjustedP) {
    double whole = Math.abs(baseMedian);
    Interval interval = shift.interval();
    return new Effect(
        shift.shift(),
        interval,
        shift.shift() == 0 ? Double.valueOf(0) : part(shift.shift(), whole),
        interval == null || whole == 0
            ? null
            : new Interval(interval.low() / whole, interval.high() / whole),
        p,
        adjustedP);
  }

  private static @Nullable Double part(double shift, double whole) {
    return whole == 0 ? null : Double.valueOf(shift / whole);
  }

  /** Whether the change is so large; a change from nothing always is. */
  boolean isAtLeast(double part) {
    return change == null || Math.abs(change) >= part;
  }
}

package dev.multifd.results.compare;

import dev.multifd.results.stats.HodgesLehmann;
import dev.multifd.results.stats.Interval;
import dev.multifd.results.stats.MannWhitney;
import dev.multifd.results.stats.Median;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the contender differs from the base.
 *
 * @param shift Hodges-Lehmann's, in the row's unit
 * @param shiftInterval null when there are too few forks
 * @param change the same as a part: of figures that are all positive, the median of the ratios
 *     between them, less one; of others, the shift by the base's median. Null if that is 0 and the
 *     shift is not
 * @param changeInterval null when there are too few forks, or nothing that it could be a part of
 * @param p two-sided, of this row alone
 * @param adjustedP the same with Holm's correction for the table; 1 of a row that is not tested
 */
public record Effect(
    double shift,
    @Nullable Interval shiftInterval,
    @Nullable Double change,
    @Nullable Interval changeInterval,
    double p,
    double adjustedP) {

  /** Of two samples outside of any table; corrected for none, it is no evidence. */
  static Effect of(double[] base, double[] contender, double confidence) {
    double p = MannWhitney.of(base, contender).p();
    HodgesLehmann shift = HodgesLehmann.of(base, contender, confidence);
    if (!arePositive(base) || !arePositive(contender)) {
      return byMedian(shift, Math.abs(Median.of(base, confidence).value()), p);
    }
    HodgesLehmann ratio = HodgesLehmann.of(logarithms(base), logarithms(contender), confidence);
    Interval interval = ratio.interval();
    return new Effect(
        shift.shift(),
        shift.interval(),
        Math.expm1(ratio.shift()),
        interval == null
            ? null
            : new Interval(Math.expm1(interval.low()), Math.expm1(interval.high())),
        p,
        1);
  }

  private static Effect byMedian(HodgesLehmann shift, double whole, double p) {
    Interval interval = shift.interval();
    return new Effect(
        shift.shift(),
        interval,
        shift.shift() == 0 ? Double.valueOf(0) : part(shift.shift(), whole),
        interval == null || whole == 0
            ? null
            : new Interval(interval.low() / whole, interval.high() / whole),
        p,
        1);
  }

  Effect corrected(double other) {
    return new Effect(shift, shiftInterval, change, changeInterval, p, other);
  }

  /** Whether the change is so large; a change from nothing always is. */
  boolean isAtLeast(double part) {
    return change == null || Math.abs(change) >= part;
  }

  private static boolean arePositive(double[] figures) {
    return Arrays.stream(figures).allMatch(figure -> figure > 0);
  }

  private static double[] logarithms(double[] figures) {
    return Arrays.stream(figures).map(Math::log).toArray();
  }

  private static @Nullable Double part(double shift, double whole) {
    return whole == 0 ? null : Double.valueOf(shift / whole);
  }
}

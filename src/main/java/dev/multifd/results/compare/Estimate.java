package dev.multifd.results.compare;

import dev.multifd.results.stats.Interval;
import dev.multifd.results.stats.Median;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of a row.
 *
 * @param median of its forks
 * @param interval of the median; null when there are too few forks
 * @param forks each fork's figure, in their order
 * @param broken forks left out because they measured something that is no number
 */
public record Estimate(double median, @Nullable Interval interval, List<Double> forks, int broken) {

  /** Of at least one figure. */
  static Estimate of(ForkFigures figures, double confidence) {
    Median median = Median.of(figures.array(), confidence);
    return new Estimate(median.value(), median.interval(), figures.values(), figures.broken());
  }

  /** How far the interval reaches from the median, as a part of it; null if it has no end. */
  public @Nullable Double spread() {
    if (interval == null) {
      return null;
    }
    double reach = Math.max(median - interval.low(), interval.high() - median);
    if (reach == 0) {
      return 0.0;
    }
    return median == 0 ? null : Double.valueOf(reach / Math.abs(median));
  }
}

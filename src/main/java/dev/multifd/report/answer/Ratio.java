package dev.multifd.report.answer;

import dev.multifd.report.cells.Forks;
import java.util.List;

/**
 * How many times one figure is another, with a distribution-free interval over the forks, each of
 * which is a sample.
 *
 * @param value the ratio of the medians
 * @param low lower bound
 * @param high upper bound
 * @param confidence how often such an interval holds the truth: 0.95 or more where the forks allow
 *     that, less where they are too few, 0 for a single pair of forks
 */
public record Ratio(double value, double low, double high, double confidence) {
  private static final double SURE = 0.95;

  /** What an interval says. */
  public enum Verdict {
    /** The whole interval is above 1. */
    MORE,
    /** The whole interval is below 1. */
    LESS,
    /** The interval holds 1. */
    NO_DIFFERENCE
  }

  /**
   * The medians of independent forks: the interval is that of Mann and Whitney's test, among the
   * ratios of all pairs of forks.
   */
  public static Ratio of(Forks figures, Forks others) {
    List<Double> pairs =
        figures.figures().stream()
            .flatMap(figure -> others.figures().stream().map(other -> figure / other))
            .sorted()
            .toList();
    return bounded(
        figures.median() / others.median(),
        pairs,
        RankInterval.ofShift(figures.count(), others.count()));
  }

  /** The median of ratios that each fork took by itself: the interval is that of the sign test. */
  public static Ratio within(Forks ratios) {
    return bounded(
        ratios.median(),
        ratios.figures().stream().sorted().toList(),
        RankInterval.ofMedian(ratios.count()));
  }

  private static Ratio bounded(double value, List<Double> sorted, RankInterval interval) {
    return new Ratio(
        value,
        sorted.get(interval.rank() - 1),
        sorted.get(sorted.size() - interval.rank()),
        interval.confidence());
  }

  /** The other way about. */
  public Ratio inverse() {
    return new Ratio(1 / value, 1 / high, 1 / low, confidence);
  }

  /** What the interval says. */
  public Verdict verdict() {
    if (low > 1) {
      return Verdict.MORE;
    }
    return high < 1 ? Verdict.LESS : Verdict.NO_DIFFERENCE;
  }

  /** Whether the interval holds the truth as often as is usual to ask. */
  public boolean isSure() {
    return confidence >= SURE;
  }
}

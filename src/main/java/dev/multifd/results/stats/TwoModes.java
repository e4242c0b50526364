package dev.multifd.results.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sample that falls into two groups with a gap between them. Its median may lie in either group,
 * or between them where nothing was measured.
 *
 * @param lowCount figures in the lower group
 * @param low median of the lower group
 * @param highCount figures in the upper group
 * @param high median of the upper group
 */
public record TwoModes(int lowCount, double low, int highCount, double high) {
  private static final int FEWEST = 5;
  private static final int FEWEST_IN_A_GROUP = 2;

  /** A smaller gap is nothing to speak of, however clear it is. */
  private static final double LEAST_GAP = 0.05;

  /**
   * The gap must be so many times as wide as the wider group, divided by the number of figures: of
   * normal samples of 5 to 20 figures, 2 in 100 or fewer have such a gap by chance.
   */
  private static final double GAP_TO_WIDTH = 18;

  /** The two groups; null if there is one, or too few figures to tell. */
  public static @Nullable TwoModes of(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int count = sorted.length;
    if (count < FEWEST) {
      return null;
    }
    int split = widestGap(sorted);
    double gap = sorted[split] - sorted[split - 1];
    double width = Math.max(sorted[split - 1] - sorted[0], sorted[count - 1] - sorted[split]);
    boolean clear = gap * count >= GAP_TO_WIDTH * width;
    boolean large = gap > LEAST_GAP * Math.abs(Median.middle(sorted));
    return clear && large ? split(sorted, split) : null;
  }

  /** The index behind the widest gap that leaves enough figures on both sides. */
  private static int widestGap(double[] sorted) {
    int widest = FEWEST_IN_A_GROUP;
    for (int i = widest; i <= sorted.length - FEWEST_IN_A_GROUP; i++) {
      if (sorted[i] - sorted[i - 1] > sorted[widest] - sorted[widest - 1]) {
        widest = i;
      }
    }
    return widest;
  }

  private static TwoModes split(double[] sorted, int at) {
    return new TwoModes(
        at,
        Median.middle(Arrays.copyOfRange(sorted, 0, at)),
        sorted.length - at,
        Median.middle(Arrays.copyOfRange(sorted, at, sorted.length)));
  }
}

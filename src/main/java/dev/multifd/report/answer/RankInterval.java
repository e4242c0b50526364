package dev.multifd.report.answer;

/**
 * Which of the sorted values bound a distribution-free interval: those of rank {@code rank} from
 * below and from above.
 *
 * @param rank 1 is the smallest and the largest value
 * @param confidence how often such an interval holds the truth, 0 to 1
 */
record RankInterval(int rank, double confidence) {
  private static final double WANTED = 0.95;

  /**
   * Bounds of the median of a population, by the sign test.
   *
   * @param sample how many values there are
   */
  static RankInterval ofMedian(int sample) {
    double[] heads = new double[sample + 1];
    heads[0] = 1;
    for (int toss = 0; toss < sample; toss++) {
      for (int count = toss + 1; count > 0; count--) {
        heads[count] += heads[count - 1];
      }
    }
    return narrowest(heads, Math.pow(2, sample));
  }

  /**
   * Bounds of the shift between two populations of one shape, among all pairs of their values, by
   * the test of Mann and Whitney.
   *
   * @param first how many values there are of the first
   * @param second and of the second
   */
  static RankInterval ofShift(int first, int second) {
    // Orders of first and second values in which so many pairs are the other way about.
    double[][] orders = new double[second + 1][first * second + 1];
    for (double[] row : orders) {
      row[0] = 1;
    }
    for (int a = 1; a <= first; a++) {
      for (int b = 1; b <= second; b++) {
        for (int pairs = a * b; pairs >= 0; pairs--) {
          orders[b][pairs] = orders[b - 1][pairs] + (pairs >= b ? orders[b][pairs - b] : 0);
        }
      }
    }
    return narrowest(orders[second], choose(first + second, first));
  }

  private static double choose(int all, int some) {
    double ways = 1;
    for (int i = 1; i <= some; i++) {
      ways *= (double) (all - some + i) / i;
    }
    return ways;
  }

  /** The greatest rank that leaves less than is wanted outside; else the smallest there is. */
  private static RankInterval narrowest(double[] ways, double allWays) {
    double below = ways[0] / allWays;
    int rank = 1;
    while (rank < ways.length && 1 - 2 * (below + ways[rank] / allWays) >= WANTED) {
      below += ways[rank] / allWays;
      rank++;
    }
    return new RankInterval(rank, Math.max(0, 1 - 2 * below));
  }

  /** Whether it holds the truth as often as is usual to ask. */
  boolean isSure() {
    return confidence >= WANTED;
  }
}

package dev.multifd.results.stats;

import java.util.Arrays;

/**
 * The exact distribution of the sum of the ranks of a sample when it is any choice out of all
 * figures, each equally likely: every choice is counted, with the ranks as they are, ties included.
 */
final class RankSums {
  private final double[] choices;
  private final double all;

  private RankSums(double[] choices) {
    this.choices = choices;
    this.all = Arrays.stream(choices).sum();
  }

  /** The distribution for samples of {@code size} out of those ranks. */
  static RankSums of(Ranks ranks, int size) {
    int[] sorted = ranks.sorted();
    int largest = Arrays.stream(sorted, sorted.length - size, sorted.length).sum();
    // choices[k][s]: ways to choose k of the ranks seen so far with the sum s. Doubles hold the
    // binomial coefficients of a hundred forks against a hundred, and only additions are made.
    double[][] choices = new double[size + 1][largest + 1];
    choices[0][0] = 1;
    for (int rank : sorted) {
      for (int chosen = size; chosen > 0; chosen--) {
        for (int sum = largest; sum >= rank; sum--) {
          choices[chosen][sum] += choices[chosen - 1][sum - rank];
        }
      }
    }
    return new RankSums(choices[size]);
  }

  /** Probability of that doubled sum or a smaller one. */
  double atMost(int doubledSum) {
    return Arrays.stream(choices, 0, doubledSum + 1).sum() / all;
  }

  /** Probability of that doubled sum or a larger one. */
  double atLeast(int doubledSum) {
    return Arrays.stream(choices, doubledSum, choices.length).sum() / all;
  }
}

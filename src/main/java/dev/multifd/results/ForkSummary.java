package dev.multifd.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples boiled down for display. The fork is the sample, and the median of its iterations its
 * value: shots of one JVM share its code, its memory layout and its luck.
 *
 * @param median of the forks
 * @param min of the forks
 * @param max of the forks
 * @param forks how many measured
 */
public record ForkSummary(double median, double min, double max, int forks) {

  /** Summary of {@code [fork][iteration]}, or null when no fork measured. */
  public static @Nullable ForkSummary of(List<List<Double>> samples) {
    double[] forks =
        samples.stream()
            .filter(iterations -> !iterations.isEmpty())
            .mapToDouble(ForkSummary::median)
            .sorted()
            .toArray();
    return forks.length == 0
        ? null
        : new ForkSummary(medianOfSorted(forks), forks[0], forks[forks.length - 1], forks.length);
  }

  /** The middle value, or the mean of the two in the middle. */
  public static double median(List<Double> values) {
    return medianOfSorted(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }

  private static double medianOfSorted(double[] sorted) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values, so no median");
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

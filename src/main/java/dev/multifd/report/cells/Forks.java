package dev.multifd.report.cells;

import dev.multifd.results.CellResult;
import dev.multifd.results.CounterSamples;
import dev.multifd.results.ForkSummary;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the forks of a cell measured, one figure each: the median of the fork's shots. A fork that
 * failed has none.
 *
 * @param figures in the order of the forks
 */
public record Forks(List<Double> figures) {
  private static final Forks NONE = new Forks(List.of());

  public Forks {
    figures = List.copyOf(figures);
  }

  /** Of the metric of the cell. */
  public static Forks of(CellResult cell) {
    return ofSamples(cell.samples());
  }

  /** Of a counter; none if the cell does not count it. */
  public static Forks ofCounter(CellResult cell, String counter) {
    CounterSamples samples = cell.counters().get(counter);
    return samples == null ? NONE : ofSamples(samples.samples());
  }

  /** Of {@code [fork][shot]}. What is no number, as JMH writes it, is no shot. */
  public static Forks ofSamples(List<List<Double>> samples) {
    return new Forks(
        samples.stream()
            .map(Forks::median)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList());
  }

  private static @Nullable Double median(List<Double> shots) {
    List<Double> numbers = shots.stream().filter(Double::isFinite).toList();
    return numbers.isEmpty() ? null : Double.valueOf(ForkSummary.median(numbers));
  }

  /** Whether no fork measured. */
  public boolean isEmpty() {
    return figures.isEmpty();
  }

  /** How many measured. */
  public int count() {
    return figures.size();
  }

  /** The median of the forks, of which there must be one. */
  public double median() {
    return ForkSummary.median(figures);
  }

  /** The least figure of a fork. */
  public double min() {
    return figures.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** The greatest figure of a fork. */
  public double max() {
    return figures.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** The same in another unit. */
  public Forks times(double factor) {
    return new Forks(figures.stream().map(figure -> figure * factor).toList());
  }

  /** One over each figure, such as a rate for a time. */
  public Forks inverse() {
    return new Forks(figures.stream().map(figure -> 1 / figure).toList());
  }
}

package dev.multifd.results.compare;

import dev.multifd.results.ForkSummary;
import dev.multifd.results.stats.MannWhitney;
import java.util.ArrayList;
import java.util.List;

/**
 * The sample of a cell: a figure a fork, the median of its measured shots.
 *
 * @param values finite figures, in the order of the forks
 * @param broken forks that measured something that is no number
 */
public record ForkFigures(List<Double> values, int broken) {

  /** The figures of {@code [fork][shot]}; a fork that failed has no shots, and gives none. */
  static ForkFigures of(List<List<Double>> samples) {
    List<Double> values = new ArrayList<>();
    int broken = 0;
    for (List<Double> shots : samples) {
      if (!shots.stream().allMatch(Double::isFinite)) {
        broken++;
      } else if (!shots.isEmpty()) {
        values.add(ForkSummary.median(shots));
      }
    }
    if (values.size() > MannWhitney.MAX_FIGURES) {
      throw new ComparisonException(
          values.size()
              + " forks in one cell: no more than "
              + MannWhitney.MAX_FIGURES
              + " are compared");
    }
    return new ForkFigures(List.copyOf(values), broken);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

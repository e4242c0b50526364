package dev.multifd.results.compare;

import dev.multifd.results.Better;
import dev.multifd.results.stats.GeometricMean;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean change of the rows that were tested. Ceilings are left out, and rows whose change is
 * from or to nothing.
 *
 * @param better direction of the rows' figures
 * @param change as a part
 * @param rows how many
 */
public record Geomean(Better better, double change, int rows) {

  /** One for each direction with more than one row. */
  static List<Geomean> of(List<Row> rows) {
    List<Geomean> means = new ArrayList<>();
    for (Better better : Better.values()) {
      double[] ratios =
          rows.stream()
              .filter(row -> row.better() == better && row.effect() != null && !row.ceiling())
              .mapToDouble(Geomean::ratio)
              .filter(ratio -> ratio > 0)
              .toArray();
      @Nullable Double mean = GeometricMean.of(ratios);
      if (mean != null && ratios.length > 1) {
        means.add(new Geomean(better, mean - 1, ratios.length));
      }
    }
    return List.copyOf(means);
  }

  private static double ratio(Row row) {
    Double change = row.effect() == null ? null : row.effect().change();
    return change == null ? 0 : 1 + change;
  }
}

package dev.multifd.results.compare;

import dev.multifd.results.Better;
import dev.multifd.results.CellResult;
import dev.multifd.results.CellRole;
import dev.multifd.results.CellStatus;
import dev.multifd.results.CounterSamples;
import dev.multifd.results.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes cells for comparisons. */
public final class CellBuilder {
  private final String id;
  private final Map<String, String> params = new LinkedHashMap<>();
  private final Map<String, CounterSamples> counters = new LinkedHashMap<>();
  private final List<List<Double>> samples = new ArrayList<>();
  private CellStatus status = CellStatus.OK;
  private @Nullable String reason;
  private @Nullable Metric metric = new Metric("ss", "ms/op", Better.LOWER);

  private CellBuilder(String id) {
    this.id = id;
  }

  static CellBuilder cell(String id) {
    return new CellBuilder(id);
  }

  /** A cell of one shot a fork. */
  public static CellResult cell(String id, double... forks) {
    return cell(id).forks(forks).build();
  }

  /** Forks around a middle, two parts in a thousand from each to the next. */
  public static CellResult steady(String id, int forks, double middle) {
    return cell(id).forks(around(forks, middle)).build();
  }

  static double[] around(int forks, double middle) {
    double[] figures = new double[forks];
    for (int fork = 0; fork < forks; fork++) {
      figures[fork] = middle * (1 + 0.002 * (fork - (forks - 1) / 2.0));
    }
    return figures;
  }

  CellBuilder forks(double... figures) {
    Arrays.stream(figures).forEach(figure -> samples.add(List.of(figure)));
    return this;
  }

  CellBuilder fork(Double... shots) {
    samples.add(List.of(shots));
    return this;
  }

  CellBuilder param(String name, String value) {
    params.put(name, value);
    return this;
  }

  CellBuilder counter(String name, String unit, double... forks) {
    List<List<Double>> figures = new ArrayList<>();
    Arrays.stream(forks).forEach(figure -> figures.add(List.of(figure)));
    counters.put(name, new CounterSamples(unit, figures));
    return this;
  }

  CellBuilder metric(String unit, Better better) {
    metric = new Metric("ss", unit, better);
    return this;
  }

  CellBuilder without(CellStatus other, String why) {
    status = other;
    reason = why;
    if (samples.isEmpty()) {
      metric = null;
    }
    return this;
  }

  CellResult build() {
    return new CellResult(
        id,
        "idle",
        CellRole.SUBJECT,
        "dev.multifd.bench.Example.migrate",
        params,
        status,
        reason,
        metric,
        samples,
        counters,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        null,
        List.of());
  }
}

package dev.multifd.suite;

import dev.multifd.results.CellRole;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One configuration of one benchmark: a row of the result table.
 *
 * @param question what it helps to answer, as one word
 * @param role baseline or subject
 * @param benchmark what runs
 * @param params every parameter of the benchmark
 * @param cost what it takes
 */
public record Cell(
    String question, CellRole role, Benchmark benchmark, Map<String, String> params, Cost cost) {

  /** Keeps the parameters' order. */
  public Cell {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** A subject with the benchmark's usual parameters. */
  static Cell of(String question, Benchmark benchmark, Cost cost) {
    return new Cell(question, CellRole.SUBJECT, benchmark, benchmark.defaults(), cost);
  }

  /** The cell with one parameter changed. */
  Cell with(String name, String value) {
    if (!params.containsKey(name)) {
      throw new IllegalArgumentException(benchmark.method() + " has no parameter " + name);
    }
    Map<String, String> changed = new LinkedHashMap<>(params);
    changed.put(name, value);
    return new Cell(question, role, benchmark, changed, cost);
  }

  Cell asking(String other) {
    return new Cell(other, role, benchmark, params, cost);
  }

  Cell costing(Cost other) {
    return new Cell(question, role, benchmark, params, other);
  }

  Cell baseline() {
    return new Cell(question, CellRole.BASELINE, benchmark, params, cost);
  }

  /** The same held against a baseline, and none itself. */
  Cell subject() {
    return new Cell(question, CellRole.SUBJECT, benchmark, params, cost);
  }

  /** Whether zero pages that nobody touched are read, or the cell is held against such. */
  boolean readsNeverTouchedPages() {
    return switch (benchmark) {
      case IDLE_GUEST ->
          param(Param.PRESENCE_MAP).equals("off")
              && param(Param.SOURCE_STATE).equals("never-touched")
              && !param(Param.NON_ZERO_PAGES).equals("100%");
      case DIRTYING_GUEST -> true;
      case PEER -> param(Param.PRESENCE_MAP).equals("off");
      case TRANSPORT_CEILING -> param(Param.NON_ZERO_PAGES).isEmpty();
      case DISPATCH, SCAN, HAND_OVER -> false;
    };
  }

  /** Whether id or question has that text in it, in any case. */
  boolean matches(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return id().toLowerCase(Locale.ROOT).contains(lower) || question.contains(lower);
  }

  /** A stable name made of the parameters that set this cell apart. */
  public String id() {
    return CellId.of(this);
  }

  /** The parameters for a result file: an image by its name alone. */
  Map<String, String> reportedParams() {
    String image = params.getOrDefault(Param.GUEST, "");
    return image.isEmpty() ? params : with(Param.GUEST, ImageName.of(Path.of(image))).params;
  }

  /** Whether the benchmark has that parameter. */
  boolean has(String name) {
    return params.containsKey(name);
  }

  /** The value of a parameter the benchmark has. */
  String param(String name) {
    String value = params.get(name);
    if (value == null) {
      throw new IllegalArgumentException(benchmark.method() + " has no parameter " + name);
    }
    return value;
  }

  /** Precopy sends everything over the main channel, whatever the channels parameter says. */
  boolean isPrecopy() {
    return "precopy".equals(params.get(Param.MODE));
  }
}

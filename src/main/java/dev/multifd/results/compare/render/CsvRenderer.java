package dev.multifd.results.compare.render;

import dev.multifd.results.compare.Comparison;
import dev.multifd.results.compare.Effect;
import dev.multifd.results.compare.Estimate;
import dev.multifd.results.compare.Row;
import dev.multifd.results.compare.Table;
import dev.multifd.results.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line a row, in full digits; what there is none of is empty. RFC 4180, with line feeds. */
final class CsvRenderer implements Renderer {
  private static final List<String> HEAD =
      List.of(
          "measure",
          "along",
          "base",
          "contender",
          "row",
          "unit",
          "better",
          "base_forks",
          "base_median",
          "base_low",
          "base_high",
          "contender_forks",
          "contender_median",
          "contender_low",
          "contender_high",
          "shift",
          "shift_low",
          "shift_high",
          "change",
          "change_low",
          "change_high",
          "p",
          "adjusted_p",
          "verdict",
          "detail");

  @Override
  public String render(Comparison comparison) {
    StringBuilder csv = new StringBuilder(line(HEAD));
    for (Table table : comparison.tables()) {
      table.rows().forEach(row -> csv.append(line(fields(table, row))));
    }
    return csv.toString();
  }

  private static List<String> fields(Table table, Row row) {
    List<String> fields = new ArrayList<>();
    fields.add(table.measure());
    fields.add(text(table.along()));
    fields.add(table.base());
    fields.add(table.contender());
    fields.add(row.name());
    fields.add(row.unit());
    fields.add(row.better().name().toLowerCase(Locale.ROOT));
    addEstimate(fields, row.base());
    addEstimate(fields, row.contender());
    addEffect(fields, row.effect());
    fields.add(row.verdict().word().text());
    fields.add(row.verdict().detail());
    return fields;
  }

  private static void addEstimate(List<String> fields, @Nullable Estimate estimate) {
    fields.add(text(estimate == null ? null : estimate.forks().size()));
    fields.add(text(estimate == null ? null : estimate.median()));
    addInterval(fields, estimate == null ? null : estimate.interval());
  }

  private static void addEffect(List<String> fields, @Nullable Effect effect) {
    fields.add(text(effect == null ? null : effect.shift()));
    addInterval(fields, effect == null ? null : effect.shiftInterval());
    fields.add(text(effect == null ? null : effect.change()));
    addInterval(fields, effect == null ? null : effect.changeInterval());
    fields.add(text(effect == null ? null : effect.p()));
    fields.add(text(effect == null ? null : effect.adjustedP()));
  }

  private static void addInterval(List<String> fields, @Nullable Interval interval) {
    fields.add(text(interval == null ? null : interval.low()));
    fields.add(text(interval == null ? null : interval.high()));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static String line(List<String> fields) {
    return fields.stream().map(CsvRenderer::field).collect(Collectors.joining(",", "", "\n"));
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}

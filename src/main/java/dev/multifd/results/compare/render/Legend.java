package dev.multifd.results.compare.render;

import dev.multifd.results.RunFile;
import dev.multifd.results.compare.Comparison;
import dev.multifd.results.compare.Criteria;
import dev.multifd.results.compare.Row;
import dev.multifd.results.compare.Side;
import dev.multifd.results.compare.Table;
import dev.multifd.results.compare.VerdictWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentences around a table for people: what was compared, how, and what came out. */
final class Legend {
  /** Of an instant such as 2026-11-26T09:35:47Z, the part without seconds. */
  private static final int MINUTES = "2026-11-26T09:35".length();

  private Legend() {}

  /** Which runs a side is. */
  static String side(Side side) {
    RunFile run = side.runs().getLast();
    String label = run.label() == null ? "" : ", \"" + run.label() + "\"";
    return String.format(
        Locale.ROOT,
        "%s: %s, %s, %s, %d forks%s (%s)",
        side.name(),
        run.environmentAtStart().host().folderName(),
        minutes(run.startedAt()),
        run.configuration().profile(),
        run.configuration().forks(),
        label,
        side.origin());
  }

  /** How many rows have which verdict. */
  static String verdicts(Table table) {
    List<String> counts = new ArrayList<>();
    for (VerdictWord word : VerdictWord.values()) {
      long rows = table.rows().stream().filter(row -> row.verdict().word() == word).count();
      if (rows > 0) {
        counts.add(rows + " " + word.text());
      }
    }
    return table.measure()
        + ", "
        + table.contender()
        + " against "
        + table.base()
        + ": "
        + String.join(", ", counts);
  }

  /** How to read the columns. */
  static List<String> method(Comparison comparison) {
    Criteria criteria = comparison.criteria();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "median of the forks ± its %1$.0f%% interval; change: Hodges-Lehmann, %1$.0f%% CI in"
                + " percent; p: exact Mann-Whitney, Holm over",
            100 * criteria.confidence()));
    lines.add(
        String.format(
            Locale.ROOT,
            "the table: a verdict takes p <= %s and a change of %.3g%% or more",
            number(criteria.level()),
            100 * criteria.minEffect()));
    if (comparison.tables().stream().anyMatch(Legend::hasEndless)) {
      lines.add("±∞: too few forks for an interval");
    }
    return lines;
  }

  private static boolean hasEndless(Table table) {
    return table.rows().stream().anyMatch(Legend::isEndless);
  }

  private static boolean isEndless(Row row) {
    return (row.base() != null && row.base().interval() == null)
        || (row.contender() != null && row.contender().interval() == null);
  }

  private static String minutes(String instant) {
    return instant.length() < MINUTES
        ? instant
        : instant.substring(0, MINUTES).replace('T', ' ') + " UTC";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value).replaceFirst("0+$", "");
  }
}

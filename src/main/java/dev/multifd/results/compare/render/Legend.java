package dev.multifd.results.compare.render;

import dev.multifd.results.RunFile;
import dev.multifd.results.compare.Comparison;
import dev.multifd.results.compare.Criteria;
import dev.multifd.results.compare.Row;
import dev.multifd.results.compare.Side;
import dev.multifd.results.compare.Table;
import dev.multifd.results.compare.VerdictWord;
import java.math.BigDecimal;
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
    RunFile first = side.runs().getFirst();
    RunFile last = side.runs().getLast();
    String when = minutes(first.startedAt());
    String what =
        side.runs().size() > 1
            ? side.runs().size() + " runs, " + when + " to " + minutes(last.startedAt())
            : String.format(
                Locale.ROOT,
                "%s, %s, %d forks",
                when,
                first.configuration().profile(),
                first.configuration().forks());
    String label = last.label() == null ? "" : ", \"" + last.label() + "\"";
    return side.name()
        + ": "
        + last.environmentAtStart().host().folderName()
        + ", "
        + what
        + label
        + " ("
        + side.origin()
        + ")";
  }

  /** A line above a table, if its columns do not say all. */
  static List<String> caption(Table table) {
    return table.along() == null ? List.of() : List.of(title(table));
  }

  private static String title(Table table) {
    String along = table.along() == null ? "" : table.along() + " ";
    return along + table.contender() + " against " + table.base();
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
    return table.measure() + ", " + title(table) + ": " + String.join(", ", counts);
  }

  /** How to read the columns. */
  static List<String> method(Comparison comparison) {
    Criteria criteria = comparison.criteria();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "median of the forks, ± its %1$.0f %% interval; change: Hodges-Lehmann, and its %1$.0f"
                + " %% interval; p: exact Mann-Whitney, Holm",
            100 * criteria.confidence()));
    lines.add(
        "a verdict takes p <= "
            + number(criteria.level())
            + " over the whole table and a change of at least "
            + number(100 * criteria.minEffect())
            + " %");
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
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}

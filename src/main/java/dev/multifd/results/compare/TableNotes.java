package dev.multifd.results.compare;

import dev.multifd.results.stats.TwoModes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rows of a table need said besides their verdicts. */
final class TableNotes {
  private final Table table;
  private final Criteria criteria;

  private TableNotes(Table table, Criteria criteria) {
    this.table = table;
    this.criteria = criteria;
  }

  static List<String> of(Table table, Criteria criteria) {
    TableNotes notes = new TableNotes(table, criteria);
    Set<String> lines = new LinkedHashSet<>();
    table.rows().forEach(row -> lines.addAll(row.notes()));
    lines.addAll(notes.ceilings());
    lines.addAll(notes.suspects());
    for (Row row : table.rows()) {
      lines.addAll(notes.twoModes(row, table.base(), row.base()));
      lines.addAll(notes.twoModes(row, table.contender(), row.contender()));
    }
    return List.copyOf(lines);
  }

  /** A bare transfer has none of the code under test: when it changes, the machine did. */
  private List<String> ceilings() {
    List<String> lines = new ArrayList<>();
    for (Row row : table.rows()) {
      Effect effect = row.effect();
      if (row.ceiling() && effect != null && isTelling(effect)) {
        lines.add(
            row.name()
                + ", a bare transfer, changed by "
                + percent(effect.change())
                + ": the machine did, and other rows may say no more than that");
      }
    }
    return lines;
  }

  /** Rows that would differ if they were alone. */
  private List<String> suspects() {
    List<String> names = new ArrayList<>();
    for (Row row : table.rows()) {
      Effect effect = row.effect();
      if (row.verdict().word() == VerdictWord.SAME && effect != null && isTelling(effect)) {
        names.add(row.name());
      }
    }
    return names.isEmpty()
        ? List.of()
        : List.of(
            "would differ if measured alone, but not among "
                + table.tested()
                + " rows (measure them again, alone): "
                + String.join(", ", names));
  }

  private boolean isTelling(Effect effect) {
    return effect.p() <= criteria.level() && effect.isAtLeast(criteria.minEffect());
  }

  private List<String> twoModes(Row row, String side, @Nullable Estimate estimate) {
    TwoModes modes =
        estimate == null
            ? null
            : TwoModes.of(estimate.forks().stream().mapToDouble(Double::doubleValue).toArray());
    return modes == null
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%s is bimodal in %s: %d forks at %.4g and %d at %.4g %s",
                row.name(),
                side,
                modes.lowCount(),
                modes.low(),
                modes.highCount(),
                modes.high(),
                row.unit()));
  }

  private static String percent(@Nullable Double part) {
    return part == null ? "all" : String.format(Locale.ROOT, "%+.1f %%", 100 * part);
  }
}

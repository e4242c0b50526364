package dev.multifd.results.compare;

import dev.multifd.results.TextReport;
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
    if (table.along() == null) {
      table.rows().forEach(row -> lines.addAll(notes.machine(row)));
    }
    table.rows().forEach(row -> lines.addAll(row.notes()));
    lines.addAll(notes.suspects());
    lines.addAll(notes.twoModes());
    return List.copyOf(lines);
  }

  private List<String> machine(Row row) {
    Effect effect = row.effect();
    if (!row.ceiling() || effect == null || !isTelling(effect)) {
      return List.of();
    }
    String what =
        row.name()
            + ", a bare transfer with none of the code under test in it, changed by "
            + change(effect);
    return List.of(
        row.verdict().word() == VerdictWord.NOT_COMPARABLE
            ? what
                + ": the machine's speed did, and rows that changed alike are not comparable;"
                + " --across host compares them, --metric "
                + CeilingMeasure.NAME
                + " what is left"
            : what + ": that is the machine, and other rows may show no more");
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
            title()
                + ": would differ alone, but by chance too among "
                + table.tested()
                + " rows; measure them once more, with --only: "
                + String.join(", ", names));
  }

  private boolean isTelling(Effect effect) {
    return effect.p() <= criteria.level() && effect.isAtLeast(criteria.minEffect());
  }

  private List<String> twoModes() {
    List<String> found = new ArrayList<>();
    for (Row row : table.rows()) {
      addTwoModes(found, row, table.base(), row.base());
      addTwoModes(found, row, table.contender(), row.contender());
    }
    return found.isEmpty()
        ? List.of()
        : List.of(title() + ": bimodal, so that a median may jump: " + String.join("; ", found));
  }

  private static void addTwoModes(
      List<String> found, Row row, String side, @Nullable Estimate estimate) {
    if (estimate == null) {
      return;
    }
    TwoModes modes =
        TwoModes.of(estimate.forks().stream().mapToDouble(Double::doubleValue).toArray());
    if (modes != null) {
      found.add(
          String.format(
              Locale.ROOT,
              "%s in %s (%d forks at %s, %d at %s)",
              row.name(),
              side,
              modes.lowCount(),
              TextReport.number(modes.low()),
              modes.highCount(),
              TextReport.number(modes.high())));
    }
  }

  private String title() {
    return table.measure() + " of " + table.contender();
  }

  private static String change(Effect effect) {
    Double change = effect.change();
    return change == null ? "all of it" : String.format(Locale.ROOT, "%+.1f %%", 100 * change);
  }
}

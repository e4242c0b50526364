package dev.multifd.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run as plain text for people: one line a cell, baselines first; warnings and what is missing
 * last.
 */
public final class TextReport {
  private static final String TOTAL = "totalMs";

  /** Columns worth their width, in this order, as far as a cell counts them. */
  private static final List<String> KEY_COUNTERS =
      List.of(
          TOTAL,
          "downtimeMs",
          "normalPages",
          "transferredBytes",
          "cpuNsPerPage",
          "gbPerS",
          "percentOfRead",
          "percentOfLongs");

  private static final String NOTHING = "-";

  private TextReport() {}

  /** The lines of the report. */
  public static List<String> lines(RunFile run) {
    List<String> counters =
        KEY_COUNTERS.stream()
            .filter(
                name -> run.cells().stream().anyMatch(cell -> cell.counters().containsKey(name)))
            .toList();
    TextTable table = new TextTable();
    boolean ceilings = run.cells().stream().anyMatch(cell -> share(run, cell) != null);
    List<String> head =
        new ArrayList<>(List.of("cell", "regime", "median", "[min, max]", "unit", "cold"));
    head.addAll(counters);
    if (ceilings) {
      head.add("% of ceiling");
    }
    table.row(head);
    List<CellResult> cells =
        run.cells().stream().filter(cell -> cell.status() != CellStatus.PENDING).toList();
    for (CellResult cell : cells) {
      List<String> row = new ArrayList<>(row(cell, counters));
      if (ceilings) {
        Double share = share(run, cell);
        row.add(share == null ? NOTHING : String.format(Locale.ROOT, "%.0f", share));
      }
      table.row(row);
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(
        "median [min, max] of the forks' medians; cold: first shot of a fresh JVM, no sample;"
            + " counters: median a shot");
    if (counters.contains(TOTAL)) {
      lines.add(
          "totalMs: the total of info migrate; the median also has the listener opened and closed"
              + " and all threads joined");
    }
    if (ceilings) {
      lines.add(
          "% of ceiling: the time of a bare writev and readv of the same pages over the"
              + " migration's, which also scans, frames and synchronises");
    }
    lines.add("regime: the memory that the source reads");
    cells.stream()
        .map(MemoryRegime::of)
        .distinct()
        .sorted()
        .forEach(
            regime -> lines.add("  " + regime.text() + ": " + regime.meaning(sharedZeroPage(run))));
    List<String> peers = PeerTable.lines(run);
    if (!peers.isEmpty()) {
      lines.add("");
      lines.addAll(peers);
    }
    run.warnings().forEach(warning -> lines.add("warning: " + warning.line()));
    reasons(cells, CellStatus.FAILED, lines);
    reasons(cells, CellStatus.SKIPPED, lines);
    return List.copyOf(lines);
  }

  private static @Nullable Double share(RunFile run, CellResult cell) {
    return CeilingShare.percent(run.cells(), cell);
  }

  private static boolean sharedZeroPage(RunFile run) {
    return !Boolean.FALSE.equals(run.environmentAtStart().memory().sharedZeroPage());
  }

  private static void reasons(List<CellResult> cells, CellStatus status, List<String> lines) {
    for (CellResult cell : cells) {
      if (cell.status() == status) {
        lines.add(word(status) + " " + cell.id() + ": " + cell.reason());
      }
    }
  }

  private static List<String> row(CellResult cell, List<String> counters) {
    Metric metric = cell.metric();
    ForkSummary summary = ForkSummary.of(cell.samples());
    String name = cell.role() == CellRole.BASELINE ? cell.id() + " (baseline)" : cell.id();
    String regime = MemoryRegime.of(cell).text();
    if (metric == null || summary == null) {
      return List.of(name, regime, word(cell.status()));
    }
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(regime);
    row.add(number(summary.median()));
    row.add("[" + number(summary.min()) + ", " + number(summary.max()) + "]");
    row.add(metric.unit());
    row.add(cold(cell));
    for (String counter : counters) {
      CounterSamples samples = cell.counters().get(counter);
      ForkSummary counted = samples == null ? null : ForkSummary.of(samples.samples());
      row.add(counted == null ? NOTHING : count(counted.median()));
    }
    return row;
  }

  private static String count(double value) {
    boolean whole = value == Math.rint(value) || value >= 1000;
    return whole ? String.format(Locale.ROOT, "%.0f", value) : number(value);
  }

  private static String cold(CellResult cell) {
    List<Double> shots = new ArrayList<>();
    for (@Nullable Double shot : cell.coldShots()) {
      if (shot != null) {
        shots.add(shot);
      }
    }
    return shots.isEmpty() ? NOTHING : number(ForkSummary.median(shots));
  }

  private static String word(CellStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** Four digits are more than a noisy machine can promise. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return String.format(Locale.ROOT, size >= 1 ? "%.2f" : "%.4f", value);
  }
}

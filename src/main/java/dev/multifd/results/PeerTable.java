package dev.multifd.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cells with a QEMU and this pipeline at their ends, four ways beside each other: how many
 * times as fast as QEMU to QEMU each way is. Forks run in turns, so that ratios are taken fork by
 * fork.
 */
final class PeerTable {
  private static final String QEMU = "qemu";
  private static final String JAVA = "java";
  private static final String NOTHING = "-";

  /** Who sends, and who receives. */
  private record Way(String source, String destination) {
    @Override
    public String toString() {
      return source + " to " + destination;
    }
  }

  private static final Way YARDSTICK = new Way(QEMU, QEMU);
  private static final Way OURS = new Way(JAVA, JAVA);
  private static final List<Way> WAYS =
      List.of(YARDSTICK, new Way(QEMU, JAVA), new Way(JAVA, QEMU), OURS);

  private PeerTable() {}

  /** The table's lines; none if the run has no such cells. */
  static List<String> lines(RunFile run) {
    Map<String, Map<Way, CellResult>> modes = new LinkedHashMap<>();
    for (CellResult cell : run.cells()) {
      Way way = way(cell);
      if (way != null && ForkSummary.of(cell.samples()) != null) {
        modes.computeIfAbsent(mode(cell, way), mode -> new LinkedHashMap<>()).put(way, cell);
      }
    }
    if (modes.isEmpty()) {
      return List.of();
    }
    TextTable table = new TextTable();
    List<String> head = new ArrayList<>(List.of("ms, and times as fast as qemu to qemu"));
    WAYS.forEach(way -> head.add(way.toString()));
    table.row(head);
    modes.forEach((mode, ways) -> table.row(row(mode, ways)));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(
        "info migrate's total time at the source; ratios are the median [lowest, highest] of"
            + " those of the same round");
    lines.addAll(besideTheBest(modes));
    return lines;
  }

  private static @Nullable Way way(CellResult cell) {
    String source = cell.params().get("source");
    String destination = cell.params().get("destination");
    return source == null || destination == null ? null : new Way(source, destination);
  }

  private static String mode(CellResult cell, Way way) {
    return cell.id().replace("peer-" + way.source() + "-to-" + way.destination() + "-", "");
  }

  private static List<String> row(String mode, Map<Way, CellResult> ways) {
    CellResult yardstick = ways.get(YARDSTICK);
    List<String> row = new ArrayList<>(List.of(mode));
    for (Way way : WAYS) {
      CellResult cell = ways.get(way);
      ForkSummary time = cell == null ? null : ForkSummary.of(cell.samples());
      if (cell == null || time == null) {
        row.add(NOTHING);
      } else if (yardstick == null || way.equals(YARDSTICK)) {
        row.add(milliseconds(time.median()));
      } else {
        row.add(milliseconds(time.median()) + "  " + ratio(yardstick, cell));
      }
    }
    return row;
  }

  /** QEMU may choose its mode, too. */
  private static List<String> besideTheBest(Map<String, Map<Way, CellResult>> modes) {
    Map<String, CellResult> best = new TreeMap<>();
    for (Map<Way, CellResult> ways : modes.values()) {
      CellResult qemu = ways.get(YARDSTICK);
      if (qemu != null) {
        best.merge(guest(qemu), qemu, PeerTable::faster);
      }
    }
    List<String> lines = new ArrayList<>();
    modes.forEach((mode, ways) -> {
      CellResult ours = ways.get(OURS);
      CellResult qemu = ours == null ? null : best.get(guest(ours));
      if (ours != null && qemu != null) {
        lines.add(
            "java to java, "
                + mode
                + ", beside QEMU's best mode, "
                + mode(qemu, YARDSTICK)
                + ": "
                + ratio(qemu, ours));
      }
    });
    return lines;
  }

  private static CellResult faster(CellResult a, CellResult b) {
    return Collections.min(
        List.of(a, b),
        Comparator.comparingDouble(cell -> {
          ForkSummary time = ForkSummary.of(cell.samples());
          return time == null ? Double.POSITIVE_INFINITY : time.median();
        }));
  }

  private static String guest(CellResult cell) {
    Map<String, String> params = cell.params();
    return params.get("guestSize") + " " + params.get("placement") + " " + params.get("guest");
  }

  private static String ratio(CellResult yardstick, CellResult cell) {
    List<List<Double>> ratios = new ArrayList<>();
    int rounds = Math.min(yardstick.samples().size(), cell.samples().size());
    for (int round = 0; round < rounds; round++) {
      List<Double> theirs = yardstick.samples().get(round);
      List<Double> ours = cell.samples().get(round);
      if (!theirs.isEmpty() && !ours.isEmpty()) {
        ratios.add(List.of(ForkSummary.median(theirs) / ForkSummary.median(ours)));
      }
    }
    ForkSummary times = ForkSummary.of(ratios);
    return times == null
        ? NOTHING
        : String.format(
            Locale.ROOT, "%.2fx [%.2f, %.2f]", times.median(), times.min(), times.max());
  }

  private static String milliseconds(double ms) {
    return String.format(Locale.ROOT, "%.0f", ms);
  }
}

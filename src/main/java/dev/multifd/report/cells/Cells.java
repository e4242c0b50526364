package dev.multifd.report.cells;

import dev.multifd.results.CellResult;
import dev.multifd.results.CellStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which cells of a run may be shown, and which belong together. */
public final class Cells {
  private static final String CEILING = "ceiling";
  private static final String DETECTION = "zeroPageDetection";
  private static final String WRITERS = "stressWriters";
  private static final String NONE = "0";

  private Cells() {}

  /** Whether every fork measured and passed its checks. */
  public static boolean measured(CellResult cell) {
    return cell.status() == CellStatus.OK && !Forks.of(cell).isEmpty();
  }

  /** Those that may be shown. */
  public static List<CellResult> measured(List<CellResult> cells) {
    return cells.stream().filter(Cells::measured).toList();
  }

  /** Whether a shot is a whole migration, of whatever guest. */
  public static boolean isMigration(CellResult cell) {
    return cell.params().containsKey(DETECTION);
  }

  /** Whether a shot is a migration of a guest that does not write. */
  public static boolean isIdleMigration(CellResult cell) {
    return isMigration(cell) && !besideWriters(cell);
  }

  /** Whether a shot is a migration of a guest that goes on writing. */
  public static boolean isDirtyingMigration(CellResult cell) {
    return isMigration(cell) && besideWriters(cell);
  }

  /** Whether a QEMU may be at an end of it, or cells beside it have one there. */
  public static boolean isBesidePeer(CellResult cell) {
    return cell.params().keySet().containsAll(List.of("source", "destination"));
  }

  /** Whether threads that write take processors and memory meanwhile. */
  public static boolean besideWriters(CellResult cell) {
    return !cell.params().getOrDefault(WRITERS, NONE).equals(NONE);
  }

  /** Whether a shot is a bare transfer of a guest's pages. */
  public static boolean isBareTransfer(CellResult cell) {
    return cell.id().startsWith(CEILING) || cell.params().containsKey("calls");
  }

  /** Whether all goes over the main channel. */
  public static boolean isPrecopy(CellResult cell) {
    return "precopy".equals(cell.params().get("mode"));
  }

  /** How many multifd channels; 1 where the cell does not say. */
  public static int channels(CellResult cell) {
    return number(cell, "channels");
  }

  /** A parameter that is a number; 1 where the cell does not have it, or it is none. */
  public static int number(CellResult cell, String parameter) {
    try {
      return Integer.parseInt(cell.params().getOrDefault(parameter, "1"));
    } catch (NumberFormatException notOne) {
      return 1;
    }
  }

  /**
   * Cells that may be shown, those together that differ in nothing but the axes; cells without
   * those are left out.
   */
  public static List<List<CellResult>> alike(List<CellResult> cells, Set<String> axes) {
    Map<Map<String, String>, List<CellResult>> alike = new LinkedHashMap<>();
    for (CellResult cell : measured(cells)) {
      if (cell.params().keySet().containsAll(axes)) {
        alike.computeIfAbsent(without(cell, axes), _ -> new ArrayList<>()).add(cell);
      }
    }
    return List.copyOf(alike.values());
  }

  /** The parameters of a cell but some. */
  public static Map<String, String> without(CellResult cell, Set<String> parameters) {
    Map<String, String> others = new LinkedHashMap<>(cell.params());
    others.keySet().removeAll(parameters);
    return others;
  }
}

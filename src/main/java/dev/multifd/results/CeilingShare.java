package dev.multifd.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How near a migration comes to the bare transfer of its pages in the same run. */
public final class CeilingShare {
  private static final String CEILING = "ceiling";
  private static final String SOURCE_HUGE_PAGES = "sourceHugePages";
  private static final String ADVISED = "advised";

  /** What a ceiling and a migration have in common when they move the same pages the same way. */
  private static final List<String> SAME =
      List.of(
          "guestSize", "placement", "nonZeroPages", "transport", "channels", "destinationState");

  private CeilingShare() {}

  /**
   * The ceiling's time in percent of the cell's: 100 is as fast as the ceiling.
   *
   * @return null if the cell is none that a ceiling of the run is of, or either has no figure
   */
  public static @Nullable Double percent(List<CellResult> cells, CellResult cell) {
    CellResult bare = hasCeiling(cell) ? ceilingOf(cells, cell) : null;
    ForkSummary ceiling = bare == null ? null : ForkSummary.of(bare.samples());
    ForkSummary time = ForkSummary.of(cell.samples());
    return ceiling == null || time == null ? null : 100 * ceiling.median() / time.median();
  }

  /**
   * The same fork by fork, each held against the ceiling's fork of the same turn, since these ran
   * side by side: {@code [fork][1]}, empty where either failed.
   *
   * @return null if the cell is none that a ceiling of the run is of
   */
  public static @Nullable List<List<Double>> percentByFork(
      List<CellResult> cells, CellResult cell) {
    CellResult bare = hasCeiling(cell) ? ceilingOf(cells, cell) : null;
    if (bare == null) {
      return null;
    }
    List<List<Double>> percents = new ArrayList<>();
    int forks = Math.min(bare.samples().size(), cell.samples().size());
    for (int fork = 0; fork < forks; fork++) {
      List<Double> ceiling = bare.samples().get(fork);
      List<Double> time = cell.samples().get(fork);
      percents.add(
          ceiling.isEmpty() || time.isEmpty()
              ? List.of()
              : List.of(100 * ForkSummary.median(ceiling) / ForkSummary.median(time)));
    }
    return List.copyOf(percents);
  }

  /** The bare transfer, among those cells, of the same pages as a migration's; null if none is. */
  public static @Nullable CellResult ceilingOf(List<CellResult> cells, CellResult migration) {
    if (migration.params().getOrDefault(SOURCE_HUGE_PAGES, ADVISED).equals(ADVISED)) {
      return measuredCeiling(cells, migration);
    }
    return null; // Ceilings read from huge pages.
  }

  private static @Nullable CellResult measuredCeiling(
      List<CellResult> cells, CellResult migration) {
    return cells.stream()
        .filter(other ->
            other.status() == CellStatus.OK
                && isCeiling(other)
                && movesTheSame(other.params(), migration.params()))
        .findFirst()
        .orElse(null);
  }

  private static boolean hasCeiling(CellResult cell) {
    return !isCeiling(cell) && !isPrecopy(cell) && sendsDataAlone(cell);
  }

  /** Whether the cell is a ceiling: a bare transfer, in which there is nothing of a migration. */
  public static boolean isCeiling(CellResult cell) {
    return cell.id().startsWith(CEILING);
  }

  private static boolean isPrecopy(CellResult cell) {
    return "precopy".equals(cell.params().get("mode"));
  }

  /** Whether data is all it sends: with detection off it sends zero pages too, if there are any. */
  private static boolean sendsDataAlone(CellResult cell) {
    String detection = cell.params().get("zeroPageDetection");
    if (detection == null) {
      return cell.params().containsKey("calls"); // A bare transfer that is no ceiling.
    }
    boolean looked = !detection.equals("none");
    return (looked || "100%".equals(cell.params().get("nonZeroPages")))
        && cell.params().getOrDefault("guest", "").isEmpty();
  }

  /** Those that take processors and memory meanwhile. */
  private static String writers(Map<String, String> params) {
    return params.getOrDefault("stressWriters", "0");
  }

  private static boolean movesTheSame(Map<String, String> a, Map<String, String> b) {
    return SAME.stream()
            .allMatch(name -> Objects.equals(a.getOrDefault(name, ""), b.getOrDefault(name, "")))
        && writers(a).equals(writers(b));
  }
}

package dev.multifd.report.plot;

import dev.multifd.results.CellResult;
import java.util.List;

/** What captions have in common. */
final class Captions {
  private static final int LISTED = 4;

  private Captions() {}

  /** Which cells a chart is from: by their names, or where those are. */
  static String from(List<CellResult> cells) {
    List<String> ids = cells.stream().map(CellResult::id).distinct().toList();
    return ids.size() <= LISTED
        ? "From " + String.join(", ", ids) + "."
        : "From " + ids.size() + " cells, which the table names.";
  }
}

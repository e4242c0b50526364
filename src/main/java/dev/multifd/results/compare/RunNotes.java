package dev.multifd.results.compare;

import dev.multifd.results.RunFile;
import dev.multifd.results.RunStatus;
import dev.multifd.results.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What there is to say of the runs themselves. */
final class RunNotes {
  private RunNotes() {}

  /** What sides may lack, or have more than once. */
  static List<String> gaps(List<Side> sides) {
    List<String> notes = new ArrayList<>();
    sides.forEach(side -> completeness(side, notes));
    return notes;
  }

  /** What makes their figures doubtful. */
  static List<String> doubts(List<Side> sides) {
    List<String> notes = new ArrayList<>();
    surroundings(sides, notes);
    warnings(sides, notes);
    return notes;
  }

  private static void completeness(Side side, List<String> notes) {
    for (RunFile run : side.runs()) {
      if (run.status() != RunStatus.COMPLETE) {
        notes.add(
            side.name()
                + " is a run that was cut off ("
                + run.status().name().toLowerCase(Locale.ROOT)
                + "): cells may lack forks, or be missing");
      }
    }
    if (side.runs().size() > 1) {
      notes.add(
          side.name()
              + " is "
              + side.runs().size()
              + " runs; of a cell that several measured, that with the most forks counts, or the"
              + " newer");
    }
  }

  private static void surroundings(List<Side> sides, List<String> notes) {
    Side base = sides.getFirst();
    for (Side other : sides.subList(1, sides.size())) {
      List<String> differences =
          TraitMap.differences(
              Surroundings.of(base.runs().getLast()), Surroundings.of(other.runs().getLast()));
      if (!differences.isEmpty()) {
        notes.add(
            base.name()
                + " and "
                + other.name()
                + " ran in other surroundings: "
                + String.join(", ", differences));
      }
    }
  }

  private static void warnings(List<Side> sides, List<String> notes) {
    Map<String, List<String>> sidesByText = new LinkedHashMap<>();
    for (Side side : sides) {
      side.runs().stream()
          .flatMap(run -> run.warnings().stream())
          .map(Warning::text)
          .distinct()
          .forEach(
              text -> sidesByText.computeIfAbsent(text, key -> new ArrayList<>()).add(side.name()));
    }
    sidesByText.forEach((text, names) -> notes.add(String.join(", ", names) + ": " + text));
  }
}

package dev.multifd.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether two cells were measured under the same conditions.
 *
 * @param required what must be alike
 * @param across what may differ because the user said so
 */
record Comparability(Set<Condition> required, Set<Condition> across) {

  /** Whether another host would make cells incomparable. */
  boolean mindsHost() {
    return required.contains(Condition.HOST) && !across.contains(Condition.HOST);
  }

  /**
   * Null if the two may be compared; notes say what differs either way.
   *
   * @param survived what may differ because the measure does not mind
   */
  @Nullable Verdict check(
      Pair pair, Figures base, Figures contender, Set<Condition> survived, List<String> notes) {
    List<Condition> obstacles = new ArrayList<>();
    for (Condition condition : required) {
      List<String> differences = differences(condition, pair);
      if (differences.isEmpty()) {
        continue;
      }
      boolean allowed = across.contains(condition) || survived.contains(condition);
      if (!allowed) {
        obstacles.add(condition);
      }
      notes.add(note(condition, pair.row(), String.join(", ", differences), allowed));
    }
    if (!base.unit().equals(contender.unit()) || base.better() != contender.better()) {
      obstacles.add(Condition.PARAMS);
      notes.add(
          pair.row()
              + ": not comparable: its figures are "
              + base.unit()
              + " against "
              + contender.unit());
    }
    return obstacles.isEmpty() ? null : notComparable(obstacles);
  }

  private static List<String> differences(Condition condition, Pair pair) {
    MeasuredCell base = pair.base();
    MeasuredCell contender = pair.contender();
    return base == null || contender == null ? List.of() : condition.differences(base, contender);
  }

  private static Verdict notComparable(List<Condition> obstacles) {
    return new Verdict(
        VerdictWord.NOT_COMPARABLE,
        obstacles.stream().map(Condition::word).distinct().collect(Collectors.joining(", ")));
  }

  private static String note(Condition condition, String row, String differences, boolean allowed) {
    if (condition == Condition.PARAMS) {
      return row + ": not comparable: " + differences;
    }
    return "another "
        + condition.word()
        + ": "
        + differences
        + (allowed
            ? "; compared all the same"
            : "; --across " + condition.word() + " compares all the same");
  }
}

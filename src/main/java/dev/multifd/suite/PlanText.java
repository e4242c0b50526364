package dev.multifd.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as text for people. */
final class PlanText {
  private PlanText() {}

  /** How much there is to do. */
  static String summary(Plan plan) {
    return String.format(
        Locale.ROOT,
        "profile: %s, cells: %d, forks: %d, shots a fork: %d + %d (of short ones up to %d times as"
            + " many), about %s",
        plan.profile().label(),
        plan.cells().size(),
        plan.forks(),
        plan.shots().warmup(),
        plan.shots().measured(),
        Cost.MOST_REPEATS,
        TimeLeft.clock(plan.estimate()));
  }

  /** One line a cell: name, question, estimated seconds of all its forks. */
  static List<String> cells(Plan plan) {
    int width = plan.cells().stream().mapToInt(cell -> cell.id().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Cell cell : plan.cells()) {
      Duration all = plan.forkEstimate(cell).multipliedBy(plan.forks());
      lines.add(
          String.format(
              Locale.ROOT,
              "%-" + width + "s  %-13s  %6.1f s",
              cell.id(),
              cell.question(),
              all.toMillis() / 1000.0));
    }
    return lines;
  }
}

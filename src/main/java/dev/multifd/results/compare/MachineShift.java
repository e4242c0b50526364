package dev.multifd.results.compare;

import dev.multifd.results.stats.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose speed is another one than before is another host. Its ceilings tell: a bare
 * transfer has none of the code under test in it, so when one of them has changed, rows that
 * changed no more and no less than it did say nothing of the code.
 */
final class MachineShift {
  private static final Verdict OTHER_SPEED =
      new Verdict(VerdictWord.NOT_COMPARABLE, Condition.HOST.word());

  private MachineShift() {}

  /** The rows, with no verdict on those that changed as a ceiling did. */
  static List<Row> discount(List<Row> rows) {
    List<Row> moved = rows.stream().filter(row -> row.ceiling() && row.changed()).toList();
    return rows.stream()
        .map(row ->
            row.changed() && moved.stream().anyMatch(ceiling -> alike(row, ceiling))
                ? row.with(OTHER_SPEED)
                : row)
        .toList();
  }

  private static boolean alike(Row row, Row ceiling) {
    Interval change = interval(row);
    Interval machine = interval(ceiling);
    return row.better() == ceiling.better()
        && change != null
        && machine != null
        && change.low() <= machine.high()
        && machine.low() <= change.high();
  }

  private static @Nullable Interval interval(Row row) {
    return row.effect() == null ? null : row.effect().changeInterval();
  }
}

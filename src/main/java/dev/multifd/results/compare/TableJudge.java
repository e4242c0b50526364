package dev.multifd.results.compare;

import dev.multifd.results.stats.Holm;
import dev.multifd.results.stats.TableCapacity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tests the rows of a table. All that are tested share Holm's correction. Rows with so few forks
 * that they could not differ even in a table of one row are left out of it: they would weaken the
 * others and gain nothing.
 */
final class TableJudge {
  private final Criteria criteria;
  private final TableCapacity capacity;

  TableJudge(Criteria criteria) {
    this.criteria = criteria;
    this.capacity = new TableCapacity(criteria.level());
  }

  Table judge(Pairing pairing, Measure measure, Comparability comparability) {
    Admission admission = new Admission(pairing, measure, comparability);
    List<Entry> entries =
        pairing.pairs().stream().map(admission::admit).filter(Objects::nonNull).toList();
    List<Entry.Open> open =
        entries.stream().filter(Entry.Open.class::isInstance).map(Entry.Open.class::cast).toList();
    List<Entry.Open> family = open.stream().filter(this::canDiffer).toList();
    Map<Entry, Effect> effects = effects(open, family);
    RowJudge judge = new RowJudge(criteria, family.size(), open.size());
    List<Row> rows =
        entries.stream()
            .map(entry ->
                switch (entry) {
                  case Entry.Settled settled -> judge.row(settled);
                  case Entry.Open one -> judge.row(one, Objects.requireNonNull(effects.get(one)));
                })
            .toList();
    List<Row> judged =
        pairing.along() == null && comparability.mindsHost() ? MachineShift.discount(rows) : rows;
    return new Table(
        measure.name(),
        pairing.along(),
        pairing.base(),
        pairing.contender(),
        family.size(),
        judged,
        Geomean.of(judged));
  }

  private boolean canDiffer(Entry.Open entry) {
    return capacity.carries(entry.baseForks(), entry.contenderForks(), 1);
  }

  private Map<Entry, Effect> effects(List<Entry.Open> open, List<Entry.Open> family) {
    Map<Entry, Effect> effects = new HashMap<>();
    for (Entry.Open entry : open) {
      effects.put(
          entry, Effect.of(entry.base().array(), entry.contender().array(), criteria.confidence()));
    }
    List<Effect> tested =
        family.stream().map(entry -> Objects.requireNonNull(effects.get(entry))).toList();
    double[] adjusted = Holm.adjust(tested.stream().mapToDouble(Effect::p).toArray());
    for (int i = 0; i < adjusted.length; i++) {
      effects.put(family.get(i), tested.get(i).corrected(adjusted[i]));
    }
    return effects;
  }
}

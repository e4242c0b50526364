package dev.multifd.results.compare;

import dev.multifd.results.Better;
import dev.multifd.results.stats.HodgesLehmann;
import dev.multifd.results.stats.Holm;
import dev.multifd.results.stats.MannWhitney;
import dev.multifd.results.stats.TableCapacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives every row of a table its verdict. All rows that are tested share Holm's correction. Rows
 * with so few forks that they could not differ even in a table of one row are left out of it: they
 * would weaken the others and gain nothing.
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
    double[] p = family.stream().mapToDouble(TableJudge::p).toArray();
    double[] adjusted = Holm.adjust(p);
    int next = 0;
    List<Row> rows = new ArrayList<>();
    for (Entry entry : entries) {
      rows.add(
          switch (entry) {
            case Entry.Settled settled -> row(settled);
            case Entry.Open one when canDiffer(one) ->
                row(one, p[next], adjusted[next++], family.size(), open.size());
            case Entry.Open one -> row(one, p(one), 1, family.size(), open.size());
          });
    }
    return new Table(
        measure.name(),
        pairing.along(),
        pairing.base(),
        pairing.contender(),
        family.size(),
        List.copyOf(rows),
        Geomean.of(rows));
  }

  private boolean canDiffer(Entry.Open entry) {
    return capacity.carries(entry.base().count(), entry.contender().count(), 1);
  }

  private static double p(Entry.Open entry) {
    return MannWhitney.of(entry.base().array(), entry.contender().array()).p();
  }

  private Row row(Entry.Settled entry) {
    return Row.of(
        entry.head(), estimate(entry.base()), estimate(entry.contender()), null, entry.verdict());
  }

  private @Nullable Estimate estimate(@Nullable ForkFigures figures) {
    return figures == null ? null : Estimate.of(figures, criteria.confidence());
  }

  private Row row(Entry.Open entry, double p, double adjustedP, int family, int open) {
    Estimate base = Estimate.of(entry.base(), criteria.confidence());
    Effect effect =
        Effect.of(
            HodgesLehmann.of(
                entry.base().array(), entry.contender().array(), criteria.confidence()),
            base.median(),
            p,
            adjustedP);
    return Row.of(
        entry.head(),
        base,
        Estimate.of(entry.contender(), criteria.confidence()),
        effect,
        verdict(entry, effect, family, open));
  }

  private Verdict verdict(Entry.Open entry, Effect effect, int family, int open) {
    if (effect.adjustedP() <= criteria.level()) {
      return Verdict.of(difference(effect, entry.head().better()));
    }
    if (capacity.carries(entry.base().count(), entry.contender().count(), Math.max(1, family))) {
      return Verdict.of(VerdictWord.SAME);
    }
    return new Verdict(VerdictWord.INCONCLUSIVE, "needs " + capacity.forks(open) + " forks");
  }

  private VerdictWord difference(Effect effect, Better better) {
    if (!effect.isAtLeast(criteria.minEffect())) {
      return VerdictWord.WITHIN_NOISE;
    }
    return effect.shift() > 0 == (better == Better.HIGHER)
        ? VerdictWord.IMPROVED
        : VerdictWord.REGRESSED;
  }
}

package dev.multifd.results.compare;

import dev.multifd.results.Better;
import dev.multifd.results.stats.TableCapacity;
import org.jspecify.annotations.Nullable;

/** Finds the word for a row. */
final class RowJudge {
  private final Criteria criteria;
  private final TableCapacity capacity;
  private final int tested;
  private final int comparable;

  /**
   * A judge of one table.
   *
   * @param tested rows that share the correction
   * @param comparable rows that would if all had forks enough
   */
  RowJudge(Criteria criteria, int tested, int comparable) {
    this.criteria = criteria;
    this.capacity = new TableCapacity(criteria.level());
    this.tested = tested;
    this.comparable = comparable;
  }

  Row row(Entry.Settled entry) {
    return Row.of(
        entry.head(), estimate(entry.base()), estimate(entry.contender()), null, entry.verdict());
  }

  Row row(Entry.Open entry, Effect effect) {
    return Row.of(
        entry.head(),
        estimate(entry.base()),
        estimate(entry.contender()),
        effect,
        verdict(entry, effect));
  }

  private @Nullable Estimate estimate(@Nullable ForkFigures figures) {
    return figures == null ? null : Estimate.of(figures, criteria.confidence());
  }

  private Verdict verdict(Entry.Open entry, Effect effect) {
    if (effect.adjustedP() <= criteria.level()) {
      return Verdict.of(difference(effect, entry.head().better()));
    }
    boolean conclusive =
        tested > 0 && capacity.carries(entry.baseForks(), entry.contenderForks(), tested);
    return conclusive
        ? Verdict.of(VerdictWord.SAME)
        : new Verdict(VerdictWord.INCONCLUSIVE, "needs " + capacity.forks(comparable) + " forks");
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

package dev.multifd.results.compare;

import dev.multifd.results.Better;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table.
 *
 * @param name the cell's id, or what two ids have in common
 * @param ceiling whether it is a bare transfer, in which there is nothing of a migration
 * @param unit of the figures; empty if neither side has any
 * @param better which direction is an improvement
 * @param base null if the base has no figures
 * @param contender null if the contender has no figures
 * @param effect null if the two were not tested against each other
 * @param verdict what became of it
 * @param notes what there is to say besides
 */
public record Row(
    String name,
    boolean ceiling,
    String unit,
    Better better,
    @Nullable Estimate base,
    @Nullable Estimate contender,
    @Nullable Effect effect,
    Verdict verdict,
    List<String> notes) {

  static Row of(
      Entry.Head head,
      @Nullable Estimate base,
      @Nullable Estimate contender,
      @Nullable Effect effect,
      Verdict verdict) {
    return new Row(
        head.name(),
        head.ceiling(),
        head.unit(),
        head.better(),
        base,
        contender,
        effect,
        verdict,
        head.notes());
  }

  Row with(Verdict other) {
    return new Row(name, ceiling, unit, better, base, contender, effect, other, notes);
  }

  /** Whether it has become better or worse. */
  boolean changed() {
    return verdict.word() == VerdictWord.IMPROVED || verdict.word() == VerdictWord.REGRESSED;
  }

  /** Whether the contender is worse: slower, or no longer works. */
  public boolean regressed() {
    return verdict.word() == VerdictWord.REGRESSED
        || (verdict.word() == VerdictWord.FAILED && base != null);
  }

  /** Whether there should be a verdict and is none. */
  public boolean undecided() {
    return switch (verdict.word()) {
      case INCONCLUSIVE, NOT_COMPARABLE, GONE, FAILED -> true;
      case IMPROVED, REGRESSED, SAME, WITHIN_NOISE, NEW -> false;
    };
  }
}

package dev.multifd.results.compare;

import dev.multifd.results.Better;
import dev.multifd.results.CeilingShare;
import dev.multifd.results.CellResult;
import dev.multifd.results.CellStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which pairs are tested, and settles the others. */
final class Admission {
  private final Pairing pairing;
  private final Measure measure;
  private final Comparability comparability;

  Admission(Pairing pairing, Measure measure, Comparability comparability) {
    this.pairing = pairing;
    this.measure = measure;
    this.comparability = comparability;
  }

  /** The pair's entry; null if the measure has nothing to do with it. */
  @Nullable Entry admit(Pair pair) {
    List<String> notes = new ArrayList<>();
    boolean baseFailed = failed(pair.row(), pairing.base(), pair.base(), notes);
    boolean contenderFailed = failed(pair.row(), pairing.contender(), pair.contender(), notes);
    Figures base = figures(pair.base());
    Figures contender = figures(pair.contender());
    if (baseFailed || contenderFailed) {
      return base == null && contender == null && !measure.ofEveryCell()
          ? null
          : new Entry.Settled(
              head(pair, base, contender, notes),
              baseFailed ? null : forks(base),
              contenderFailed ? null : forks(contender),
              failure(baseFailed, contenderFailed));
    }
    if (base == null || contender == null) {
      return base == null && contender == null
          ? null
          : new Entry.Settled(
              head(pair, base, contender, notes),
              forks(base),
              forks(contender),
              base == null
                  ? new Verdict(VerdictWord.NEW, absence(pair.base()))
                  : new Verdict(VerdictWord.GONE, absence(pair.contender())));
    }
    Verdict obstacle = comparability.check(pair, base, contender, measure.survives(), notes);
    Entry.Head head = head(pair, base, contender, notes);
    return obstacle == null
        ? new Entry.Open(head, base.forks(), contender.forks())
        : new Entry.Settled(head, base.forks(), contender.forks(), obstacle);
  }

  private @Nullable Figures figures(@Nullable MeasuredCell cell) {
    return cell == null ? null : measure.of(cell);
  }

  private static @Nullable ForkFigures forks(@Nullable Figures figures) {
    return figures == null ? null : figures.forks();
  }

  /** Whether the cell failed, or measured and has no number to show for it. */
  private boolean failed(
      String row, String side, @Nullable MeasuredCell measured, List<String> notes) {
    if (measured == null) {
      return false;
    }
    CellResult cell = measured.cell();
    if (cell.status() == CellStatus.FAILED) {
      notes.add(row + " failed in " + side + ": " + cell.reason());
      return true;
    }
    Figures figures = measure.of(measured);
    boolean nothing = figures != null && figures.forks().isEmpty();
    if (nothing) {
      notes.add(row + " failed in " + side + ": no fork measured a number");
    } else if (figures != null && figures.forks().broken() > 0) {
      notes.add(
          row
              + " in "
              + side
              + ": "
              + figures.forks().broken()
              + " forks measured no number and are left out");
    }
    return nothing;
  }

  private Verdict failure(boolean base, boolean contender) {
    if (base && contender) {
      return new Verdict(VerdictWord.FAILED, "both");
    }
    return new Verdict(VerdictWord.FAILED, base ? pairing.base() : "");
  }

  private static String absence(@Nullable MeasuredCell measured) {
    if (measured == null) {
      return "";
    }
    return switch (measured.cell().status()) {
      case SKIPPED -> "skipped";
      case PENDING -> "not measured";
      case OK, FAILED -> "";
    };
  }

  private static Entry.Head head(
      Pair pair, @Nullable Figures base, @Nullable Figures contender, List<String> notes) {
    Figures any = contender == null ? base : contender;
    MeasuredCell cell = pair.contender() == null ? pair.base() : pair.contender();
    return new Entry.Head(
        pair.row(),
        cell != null && CeilingShare.isCeiling(cell.cell()),
        any == null ? "" : any.unit(),
        any == null ? Better.LOWER : any.better(),
        List.copyOf(notes));
  }
}

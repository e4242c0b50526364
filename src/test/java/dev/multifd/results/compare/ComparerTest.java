package dev.multifd.results.compare;

import static dev.multifd.results.compare.CellBuilder.around;
import static dev.multifd.results.compare.CellBuilder.cell;
import static dev.multifd.results.compare.CellBuilder.steady;
import static dev.multifd.results.compare.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.multifd.results.Better;
import dev.multifd.results.CellResult;
import dev.multifd.results.CellStatus;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparerTest {
  @Test
  void slowerIsARegressionAndFasterAnImprovement() {
    assertThat(verdict(steady("x", 6, 100), steady("x", 6, 110))).isEqualTo("regressed");
    assertThat(verdict(steady("x", 6, 110), steady("x", 6, 100))).isEqualTo("improved");
  }

  @Test
  void ofARateItIsTheOtherWayRound() {
    CellResult slow = cell("x").metric("ops/s", Better.HIGHER).forks(around(6, 100)).build();
    CellResult fast = cell("x").metric("ops/s", Better.HIGHER).forks(around(6, 110)).build();

    assertThat(verdict(slow, fast)).isEqualTo("improved");
    assertThat(verdict(fast, slow)).isEqualTo("regressed");
  }

  @Test
  void theForkIsTheSample() {
    CellResult manyShots = cell("x").fork(1.0, 2.0, 3.0, 2.0).fork(2.0, 2.5, 90.0).build();
    Row row = row(manyShots, steady("x", 6, 2));

    assertThat(Objects.requireNonNull(row.base()).forks()).containsExactly(2.0, 2.5);
    assertThat(row.verdict().text()).isEqualTo("inconclusive (needs 4 forks)");
  }

  @Test
  void whatOverlapsInASmallTableIsNoDifference() {
    Row row = row(cell("x", 1, 2, 3, 4, 5, 6), cell("x", 3.5, 1.5, 5.5, 4.5, 2.5, 6.5));

    assertThat(row.verdict().text()).isEqualTo("~");
    assertThat(Objects.requireNonNull(row.effect()).p()).isGreaterThan(0.05);
  }

  @Test
  void aSmallDifferenceThatIsSureIsNoise() {
    assertThat(verdict(steady("x", 10, 100), steady("x", 10, 101.9))).isEqualTo("within noise");
    assertThat(verdict(steady("x", 10, 100), steady("x", 10, 102.1))).isEqualTo("regressed");
  }

  @Test
  void theChangeIsARatioWithItsInterval() {
    Effect effect = Objects.requireNonNull(row(steady("x", 6, 100), steady("x", 6, 50)).effect());

    assertThat(effect.change()).isCloseTo(-0.5, within(1e-3));
    assertThat(effect.shift()).isCloseTo(-50, within(0.1));
    assertThat(Objects.requireNonNull(effect.changeInterval()).low()).isBetween(-0.51, -0.5);
  }

  @Test
  void aChangeFromNothingIsNoPartOfItAndCounts() {
    Row row = row(cell("x", 0, 0, 0, 0, 0, 0), cell("x", 1, 1, 2, 2, 3, 3));

    assertThat(row.verdict().text()).isEqualTo("regressed");
    assertThat(Objects.requireNonNull(row.effect()).change()).isNull();
    assertThat(verdict(cell("x", 0, 0, 0, 0, 0, 0), cell("x", 0, 0, 0, 0, 0, 0))).isEqualTo("~");
  }

  @Test
  void forksThatCannotCarryTheTableAreInconclusive() {
    List<String> twentyFour = verdicts(24, 6);
    assertThat(twentyFour).hasSize(24).containsOnly("inconclusive (needs 7 forks)");

    assertThat(verdicts(23, 6)).hasSize(23).containsOnly("regressed");
    assertThat(verdicts(7, 5)).containsOnly("inconclusive (needs 6 forks)");
    assertThat(verdicts(1, 3)).containsOnly("inconclusive (needs 4 forks)");
    assertThat(verdicts(1, 1)).containsOnly("inconclusive (needs 4 forks)");
  }

  @Test
  void rowsThatCannotDifferDoNotWeakenTheOthers() {
    RunBuilder base = run("a");
    RunBuilder contender = run("b");
    for (int i = 0; i < 20; i++) {
      base.with(steady("few-" + i, 3, 100));
      contender.with(steady("few-" + i, 3, 200));
    }
    base.with(steady("many", 5, 100));
    contender.with(steady("many", 5, 200));
    Table table = compare(base.side("A"), contender.side("B")).tables().getFirst();

    assertThat(table.tested()).isEqualTo(1);
    assertThat(table.rows().getLast().verdict().text()).isEqualTo("regressed");
    assertThat(table.rows().getFirst().verdict().text()).isEqualTo("inconclusive (needs 6 forks)");
  }

  @Test
  void cellsOfOneSideAreNewOrGone() {
    Comparison comparison =
        compare(
            run("a").with(steady("old", 6, 1), steady("both", 6, 1), lost("both-2")).side("A"),
            run("b")
                .with(steady("both", 6, 1), steady("both-2", 6, 1), steady("x", 6, 1))
                .side("B"));

    assertThat(words(comparison))
        .containsExactly("old: gone", "both: ~", "both-2: new (skipped)", "x: new");
  }

  @Test
  void aCellThatFailsIsARegressionUnlessItDidBefore() {
    CellResult works = steady("x", 6, 1);
    CellResult fails = cell("x").without(CellStatus.FAILED, "page 7 differs").build();

    assertThat(row(works, fails).verdict().text()).isEqualTo("failed");
    assertThat(row(works, fails).regressed()).isTrue();
    assertThat(row(fails, works).verdict().text()).isEqualTo("failed (A)");
    assertThat(row(fails, works).regressed()).isFalse();
    assertThat(row(fails, fails).verdict().text()).isEqualTo("failed (both)");
    assertThat(compare(fails, works).notes()).contains("x failed in A: page 7 differs");
  }

  @Test
  void aCellThatFailedInOneForkOfSixFailed() {
    CellResult fails = cell("x").forks(around(5, 1)).without(CellStatus.FAILED, "it broke").build();

    assertThat(verdict(steady("x", 6, 1), fails)).isEqualTo("failed");
  }

  @Test
  void whatIsNoNumberIsLeftOutAndSaid() {
    CellResult broken = cell("x").forks(around(6, 100)).fork(Double.NaN, 100.0).build();
    Comparison comparison = compare(steady("x", 6, 50), broken);

    assertThat(words(comparison)).containsExactly("x: regressed");
    assertThat(comparison.notes()).contains("x in B: 1 forks measured no number and are left out");

    CellResult nothing = cell("x").forks(Double.NaN, Double.POSITIVE_INFINITY).build();
    assertThat(words(compare(steady("x", 6, 50), nothing))).containsExactly("x: failed");
  }

  @Test
  void twoModesAreSaid() {
    assertThat(compare(steady("x", 6, 1), cell("x", 10, 10.1, 10.2, 20, 20.1, 20.2)).notes())
        .contains(
            "score of B: bimodal, so that a median may jump: x in B (3 forks at 10.10, 3 at"
                + " 20.10)");
  }

  @Test
  void aRowThatWouldDifferAloneIsSaid() {
    RunBuilder base = run("a").with(cell("x", 10, 11, 12, 13, 14, 15));
    RunBuilder contender = run("b").with(cell("x", 14.5, 16, 17, 18, 19, 20));
    for (int i = 0; i < 19; i++) {
      base.with(cell("y" + i, 1, 2, 3, 4, 5, 6));
      contender.with(cell("y" + i, 1, 2, 3, 4, 5, 6));
    }
    Comparison comparison = compare(base.side("A"), contender.side("B"));

    assertThat(words(comparison)).contains("x: ~");
    assertThat(comparison.notes())
        .contains(
            "score of B: would differ alone, but by chance too among 20 rows; measure them once"
                + " more, with --only: x");
  }

  @Test
  void eachOfSeveralIsHeldAgainstTheFirst() {
    Comparison comparison =
        compare(
            run("a").with(steady("x", 6, 100)).side("A"),
            run("b").with(steady("x", 6, 200)).side("B"),
            run("c").with(steady("x", 6, 50)).side("C"));

    assertThat(comparison.tables()).extracting(Table::base).containsExactly("A", "A");
    assertThat(comparison.tables()).extracting(Table::contender).containsExactly("B", "C");
    assertThat(words(comparison)).containsExactly("x: regressed", "x: improved");
  }

  @Test
  void theGeomeanLeavesCeilingsOut() {
    Table table =
        compare(
                run("a")
                    .with(steady("x", 6, 100), steady("y", 6, 100), steady("ceiling-x", 6, 1))
                    .side("A"),
                run("b")
                    .with(steady("x", 6, 200), steady("y", 6, 50), steady("ceiling-x", 6, 1))
                    .side("B"))
            .tables()
            .getFirst();

    Geomean mean = table.geomeans().getFirst();
    assertThat(mean.rows()).isEqualTo(2);
    assertThat(mean.change()).isCloseTo(0, within(1e-3));
  }

  @Test
  void theOutcomeDependsOnWhatTheScriptMinds() {
    Comparison worse = compare(steady("x", 6, 1), steady("x", 6, 2));
    assertThat(worse.outcome(FailOn.REGRESSION)).isEqualTo(Outcome.REGRESSION);
    assertThat(worse.outcome(FailOn.INCONCLUSIVE)).isEqualTo(Outcome.REGRESSION);
    assertThat(worse.outcome(FailOn.NEVER)).isEqualTo(Outcome.PASSED);

    Comparison few = compare(steady("x", 2, 1), steady("x", 2, 2));
    assertThat(few.outcome(FailOn.REGRESSION)).isEqualTo(Outcome.PASSED);
    assertThat(few.outcome(FailOn.INCONCLUSIVE)).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(few.outcome(FailOn.NEVER)).isEqualTo(Outcome.PASSED);

    Comparison better = compare(steady("x", 6, 2), steady("x", 6, 1));
    assertThat(better.outcome(FailOn.INCONCLUSIVE)).isEqualTo(Outcome.PASSED);
  }

  @Test
  void nothingToCompareIsSaid() {
    assertThatExceptionOfType(ComparisonException.class)
        .isThrownBy(() -> compare(run("a").side("A"), run("b").side("B")))
        .withMessage("no cell has figures to compare");
    assertThatExceptionOfType(ComparisonException.class)
        .isThrownBy(() -> compare(run("a").with(steady("x", 6, 1)).side("A")))
        .withMessageContaining("give a second one");
    assertThatExceptionOfType(ComparisonException.class)
        .isThrownBy(() -> compare(steady("x", 101, 1), steady("x", 6, 1)))
        .withMessageContaining("101 forks in one cell");
  }

  @Test
  void theSmallestChangeCanBeAnother() {
    CompareOptions strict =
        new CompareOptions(
            new MatchById(),
            CellFilter.ALL,
            Measures.usual(),
            Set.of(),
            Criteria.DEFAULT.withMinEffect(0));

    Comparison comparison =
        new Comparer(strict)
            .compare(
                List.of(
                    run("a").with(steady("x", 10, 100)).side("A"),
                    run("b").with(steady("x", 10, 101.9)).side("B")));
    assertThat(words(comparison)).containsExactly("x: regressed");
  }

  private static List<String> verdicts(int rows, int forks) {
    RunBuilder base = run("a");
    RunBuilder contender = run("b");
    IntStream.range(0, rows).forEach(i -> base.with(steady("x" + i, forks, 100)));
    IntStream.range(0, rows).forEach(i -> contender.with(steady("x" + i, forks, 200)));
    return compare(base.side("A"), contender.side("B")).tables().getFirst().rows().stream()
        .map(row -> row.verdict().text())
        .toList();
  }

  private static CellResult lost(String id) {
    return cell(id).without(CellStatus.SKIPPED, "no memory").build();
  }

  private static String verdict(CellResult base, CellResult contender) {
    return row(base, contender).verdict().text();
  }

  private static Row row(CellResult base, CellResult contender) {
    return compare(base, contender).tables().getFirst().rows().getFirst();
  }

  private static Comparison compare(CellResult base, CellResult contender) {
    return compare(run("a").with(base).side("A"), run("b").with(contender).side("B"));
  }

  private static Comparison compare(Side... sides) {
    return new Comparer(CompareOptions.DEFAULT).compare(List.of(sides));
  }

  private static List<String> words(Comparison comparison) {
    return comparison.tables().stream()
        .flatMap(table -> table.rows().stream())
        .map(row -> row.name() + ": " + row.verdict().text())
        .toList();
  }
}

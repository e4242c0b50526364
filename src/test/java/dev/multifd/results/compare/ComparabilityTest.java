package dev.multifd.results.compare;

import static dev.multifd.results.compare.CellBuilder.around;
import static dev.multifd.results.compare.CellBuilder.cell;
import static dev.multifd.results.compare.CellBuilder.steady;
import static dev.multifd.results.compare.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.results.Better;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparabilityTest {
  private static final CellResult FAST = steady("x", 6, 1);
  private static final CellResult SLOW = steady("x", 6, 2);

  @Test
  void anotherHostIsNotComparableUnlessTheUserSaysSo() {
    Side here = run("a").with(FAST).side("A");
    Side there = run("b").host("lab", "ffffffffffff").with(SLOW).side("B");
    Side namesake = run("b").host("other", "0123456789ab").with(SLOW).side("B");

    Comparison refused = compare(Set.of(), here, there);
    assertThat(verdict(refused)).isEqualTo("not comparable (host)");
    assertThat(refused.notes())
        .containsExactly(
            "another host: fingerprint '0123456789ab' against 'ffffffffffff'; --across host"
                + " compares all the same");
    assertThat(verdict(compare(Set.of(), here, namesake))).isEqualTo("not comparable (host)");

    Comparison across = compare(Set.of(Condition.HOST), here, there);
    assertThat(verdict(across)).isEqualTo("regressed");
    assertThat(across.notes())
        .containsExactly(
            "another host: fingerprint '0123456789ab' against 'ffffffffffff'; compared all the"
                + " same");
  }

  @Test
  void anotherJvmIsNotComparableUnlessTheUserSaysSo() {
    Side here = run("a").with(FAST).side("A");
    Side later = run("b").jvmVersion("26").with(SLOW).side("B");

    Comparison refused = compare(Set.of(Condition.HOST), here, later);
    assertThat(verdict(refused)).isEqualTo("not comparable (jvm)");
    assertThat(refused.notes())
        .containsExactly(
            "another jvm: version '25' against '26'; --across jvm compares all the same");
    assertThat(verdict(compare(Set.of(Condition.JVM), here, later))).isEqualTo("regressed");
  }

  @Test
  void bothAreNamedOnce() {
    Comparison comparison =
        compare(
            Set.of(),
            run("a").with(FAST, steady("y", 6, 1)).side("A"),
            run("b").host("lab", "f").jvmVersion("26").with(SLOW, steady("y", 6, 1)).side("B"));

    assertThat(verdict(comparison)).isEqualTo("not comparable (host, jvm)");
    assertThat(comparison.notes()).hasSize(2);
  }

  @Test
  void aParameterThatBothHaveMustBeTheSame() {
    Comparison comparison =
        compare(
            Set.of(Condition.HOST, Condition.JVM),
            run("a").with(cell("x").param("guestSize", "1G").forks(around(6, 1)).build()).side("A"),
            run("b")
                .with(
                    cell("x")
                        .param("guestSize", "2G")
                        .param("transport", "tcp")
                        .forks(around(6, 2))
                        .build())
                .side("B"));

    assertThat(verdict(comparison)).isEqualTo("not comparable (params)");
    assertThat(comparison.notes())
        .containsExactly("x: not comparable: guestSize '1G' against '2G'");
  }

  @Test
  void aParameterThatOneProgramDidNotKnowIsNoObstacle() {
    Comparison comparison =
        compare(
            Set.of(),
            run("a").with(FAST).side("A"),
            run("b")
                .with(cell("x").param("transport", "tcp").forks(around(6, 2)).build())
                .side("B"));

    assertThat(verdict(comparison)).isEqualTo("regressed");
  }

  @Test
  void figuresOfAnotherUnitAreNotComparable() {
    CellResult microseconds =
        cell("x").metric("us/op", Better.LOWER).forks(around(6, 1000)).build();
    Comparison comparison =
        compare(Set.of(), run("a").with(FAST).side("A"), run("b").with(microseconds).side("B"));

    assertThat(verdict(comparison)).isEqualTo("not comparable (params)");
    assertThat(comparison.notes())
        .containsExactly("x: not comparable: its figures are ms/op against us/op");
  }

  @Test
  void otherSurroundingsWarningsAndGapsAreSaid() {
    Comparison comparison =
        compare(
            Set.of(),
            run("a").warning("busy").with(FAST).side("A"),
            run("b")
                .kernel("6.13")
                .warning("busy")
                .warning("stolen")
                .status(RunStatus.INTERRUPTED)
                .with(FAST)
                .side("B"));

    assertThat(verdict(comparison)).isEqualTo("~");
    assertThat(comparison.notes())
        .containsExactly(
            "B is a run that was cut off (interrupted): cells may lack forks, or be missing",
            "A and B ran in other surroundings: kernel '6.12.3' against '6.13'",
            "A, B: busy",
            "B: stolen");
  }

  private static Comparison compare(Set<Condition> across, Side... sides) {
    return new Comparer(
            new CompareOptions(
                new MatchById(), CellFilter.ALL, Measures.usual(), across, Criteria.DEFAULT))
        .compare(List.of(sides));
  }

  private static String verdict(Comparison comparison) {
    return comparison.tables().getFirst().rows().getFirst().verdict().text();
  }
}

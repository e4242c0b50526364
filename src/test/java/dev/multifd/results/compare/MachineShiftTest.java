package dev.multifd.results.compare;

import static dev.multifd.results.compare.CellBuilder.steady;
import static dev.multifd.results.compare.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.results.ResultFile;
import dev.multifd.results.ResultFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineShiftTest {
  private static final Side BEFORE =
      run("a")
          .with(
              steady("ceiling-x", 6, 100),
              steady("alike", 6, 200),
              steady("worse", 6, 200),
              steady("better", 6, 200),
              steady("same", 6, 200))
          .side("A");

  private static final Side SLOWER_HOUR =
      run("b")
          .with(
              steady("ceiling-x", 6, 150),
              steady("alike", 6, 300.5),
              steady("worse", 6, 500),
              steady("better", 6, 100),
              steady("same", 6, 200))
          .side("B");

  @Test
  void whatChangedAsTheCeilingDidSaysNothing() {
    Comparison comparison = compare(Set.of(), BEFORE, SLOWER_HOUR);

    assertThat(words(comparison))
        .containsExactly(
            "ceiling-x: not comparable (host)",
            "alike: not comparable (host)",
            "worse: regressed",
            "better: improved",
            "same: ~");
    assertThat(comparison.notes())
        .containsExactly(
            "ceiling-x, a bare transfer with none of the code under test in it, changed by +50.0 %:"
                + " the machine's speed did, and rows that changed alike are not comparable;"
                + " --across host compares them, --metric percentOfCeiling what is left");
  }

  @Test
  void whoVouchesForTheMachineHasVerdicts() {
    Comparison comparison = compare(Set.of(Condition.HOST), BEFORE, SLOWER_HOUR);

    assertThat(words(comparison)).contains("ceiling-x: regressed", "alike: regressed");
    assertThat(comparison.notes())
        .anyMatch(note -> note.endsWith("that is the machine, and other rows may show no more"));
  }

  @Test
  void aCeilingThatDidNotMoveHidesNothing() {
    Side slower = run("b").with(steady("ceiling-x", 6, 100), steady("alike", 6, 206)).side("B");

    assertThat(words(compare(Set.of(), BEFORE, slower))).contains("alike: regressed");
  }

  /** Two runs of the suite in one day, in the second of which the machine was slower. */
  @Test
  void aSlowerHourIsNoRegression() throws ResultFileException {
    Path host = Path.of("results/vm-474168");
    Comparison comparison =
        compare(
            Set.of(),
            Side.of("A", ResultFile.read(host.resolve("20261126T093547Z-ba2c7590.json"))),
            Side.of("B", ResultFile.read(host.resolve("20261126T123322Z-b2336af1.json"))));

    assertThat(comparison.outcome(FailOn.REGRESSION)).isEqualTo(Outcome.PASSED);
    assertThat(comparison.outcome(FailOn.INCONCLUSIVE)).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(words(comparison)).contains("ceiling-16G-clusters-tcp-4ch: not comparable (host)");
  }

  private static Comparison compare(Set<Condition> across, Side... sides) {
    return new Comparer(
            new CompareOptions(
                new MatchById(), CellFilter.ALL, Measures.usual(), across, Criteria.DEFAULT))
        .compare(List.of(sides));
  }

  private static List<String> words(Comparison comparison) {
    return comparison.tables().getFirst().rows().stream()
        .map(row -> row.name() + ": " + row.verdict().text())
        .toList();
  }
}
